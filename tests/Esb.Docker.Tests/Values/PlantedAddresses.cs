using Esb.Testing;

namespace Esb.Docker.Tests.Values;

/// <summary>Logins in addresses that cannot be used so: the error names the address without them.</summary>
public sealed class PlantedAddresses : DockerFixture
{
    [Test]
    public void OfTheEngineAreNotShown()
    {
        var folder = NewImage(VersionOnly);
        folder.Files.Environment["DOCKER_HOST"] = $"tcp://me:{Canary.Of("engine")}@127.0.0.1:1";

        var build = Failed(folder, "ESB11");
        Assert.That(build.Errors[0].Message, Does.Contain("***@127.0.0.1:1"));
    }

    [TestCase("me:{0}@127.0.0.1:5010")]
    [TestCase("https://me:{0}@127.0.0.1:5010/team")]
    public void OfTheRegistryAreNotShown(string address)
    {
        var folder = NewImage(VersionOnly);
        var variable = folder.Brand.ToUpperInvariant() + "_REGISTRY";
        folder.Files.Environment[variable] = address.Replace("{0}", Canary.Of("registry"), StringComparison.Ordinal);

        var build = Failed(folder, "ESB2030");
        Assert.That(build.Errors[0].Message, Does.Contain(variable).And.Contain("***@127.0.0.1:5010"));
    }

    [Test]
    public void OfAContextAreNotShown()
    {
        var folder = NewImage(VersionOnly, "Contexts=\"src=$(SourceOfTest)\"");
        folder.Files.Environment["SourceOfTest"] = $"https://me:{Canary.Of("context")}@127.0.0.1:1/repo.git#main";

        // MSBuild itself logs what an evaluation reads of the environment.
        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Codes, Is.EqualTo(["ESB2029"]), build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain("https://***@127.0.0.1:1/repo.git#main"));
        Canary.IsNotIn(build, folder);
    }

    [Test]
    public void OfAnInstructionAreAWarning()
    {
        var folder = NewImage($"FROM scratch\nADD http://me:{Canary.Of("add")}@127.0.0.1:1/x /\n{CopyVersion}");

        var build = folder.Build("-t:EsbImages");
        Assert.That(build.Codes, Does.Contain("ESB2107"), build.ToString());
        Assert.That(build.Warnings[0].Line, Is.EqualTo(2));
        Canary.IsNotIn(build, folder);
    }

    private static BuildOutcome Failed(DockerFolder folder, string code)
    {
        var build = folder.Build("-t:EsbImages", "-v:diagnostic");
        Assert.That(build.Errors.Select(static e => e.Code), Has.One.StartsWith(code), build.ToString());
        Assert.That(Canary.InBinaryLog(build.BinaryLog), Is.Empty);
        Canary.IsNotIn(build, folder);
        return build;
    }
}
