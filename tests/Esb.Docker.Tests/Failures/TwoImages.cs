using Esb.Testing;

namespace Esb.Docker.Tests.Failures;

/// <summary>Of several images one fails, and BuildKit of this age does not say which.</summary>
public sealed class TwoImages : DockerFixture
{
    private const string Good = "FROM esb-test/busybox:1\nRUN sleep 1\n" + CopyVersion;

    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="good" Context="good" />
              <EsbImage Include="bad" Context="bad" />
              <EsbImage Include="above" Context="above" BaseImages="bad" />
            </ItemGroup>
            """);
        _folder.Files.WriteImage("above", "FROM bad\nCOPY --from=meta /version.json /app/version.json\n");
        _folder.Files.WriteImage("good", Good);
        _folder.Files.Commit();
    }

    [TestCase("FROM esb-test/busybox:1\nRUN echo gone && false\n" + CopyVersion, "ESB3001", 2)]
    [TestCase("FROM esb-test/busybox:1\nCOPY nothere /\n" + CopyVersion, "ESB3003", 2)]
    [TestCase("FROM esb-test/busybox:1\nRUNN true\nCOPY --from=meta /version.json /app/version.json\n", "ESB3004", 2)]
    public void AreToldApart(string dockerfile, string code, int line)
    {
        _folder.Files.WriteImage("bad", dockerfile);
        var build = _folder.Build("-t:EsbImages");
        Assert.That(
            build.Errors.Select(static e => (e.Code, e.File, e.Line)),
            Is.EqualTo([(code, _folder.Files["bad/Dockerfile"], line)]), build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain("'bad'").Or.Contain("RUNN"));
    }

    [Test]
    public void AreIndependentWhereOnlyOneIsAskedFor()
    {
        _folder.Files.WriteImage("bad", "FROM scratch\nRUNN\nCOPY --from=meta /version.json /app/version.json\n");
        var build = _folder.Build("-t:EsbImages", "-p:EsbOnly=good");
        Assert.That(build.Succeeded, Is.True, build.ToString());
        Assert.That(_folder.Record.Keys, Is.EqualTo(["good"]));
    }
}
