using Esb.Build.Diagnostics;
using Esb.Build.Registries;

namespace Esb.Build.Tests.Registries;

public sealed class SettingsOfTheRegistry
{
    private static readonly RegistrySettings Right = new("/repo/images.proj")
    {
        Brand = "box", Image = "registry:2", Port = "5010", Timeout = TimeSpan.FromSeconds(1),
    };

    [Test]
    public void AreItsNameAndItsAddress()
    {
        var registry = LocalRegistry.Parse(Right, new())!;
        Assert.That((registry.Name, registry.Address), Is.EqualTo(("box-registry", "127.0.0.1:5010")));
    }

    [TestCase("0")]
    [TestCase("65536")]
    [TestCase("-1")]
    [TestCase("")]
    [TestCase("5010/udp")]
    public void AreAPort(string port) => Fails(Right with { Port = port }, "EsbRegistryPort");

    [Test]
    public void AreAnImage() => Fails(Right with { Image = "Registry 2" }, "EsbRegistryImage");

    [Test]
    public void AreABrand() => Fails(Right with { Brand = "A B" }, "EsbBrand");

    private static void Fails(RegistrySettings settings, string property)
    {
        var problems = new ProblemList();
        Assert.That(LocalRegistry.Parse(settings, problems), Is.Null);
        var problem = problems.Found.Single();
        Assert.That((problem.Rule, problem.Position!.File), Is.EqualTo((Rules.BadProperty, "/repo/images.proj")));
        Assert.That(problem.Message, Does.Contain(property));
    }
}
