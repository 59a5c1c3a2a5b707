using Esb.Build.Builds;
using Esb.Build.Tests.Bake;
using Esb.Testing;

namespace Esb.Build.Tests.Builds;

/// <summary>Values of secrets are read only to be masked.</summary>
public sealed class SecretsInTheLog
{
    [Test]
    public void AreThoseOfFilesAndVariablesThatAreThere()
    {
        using var folder = new TemporaryFolder();
        var image = PlainImage.Of("gateway") with
        {
            Secrets =
            [
                new("ca", folder.Write("ca.crt", "certificate"), ""), new("no", folder["missing"], ""),
                new("empty", folder.Write("empty", " \n"), ""), new("t", "", "TOKEN"), new("m", "", "MISSING"),
            ],
        };
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["TOKEN"] = "hunter2" };
        Assert.That(
            SecretValues.Read([image, image], environment), Is.EquivalentTo(new[] { "certificate", "hunter2" }));
    }
}
