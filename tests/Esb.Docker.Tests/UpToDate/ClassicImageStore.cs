using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>An engine that keeps images as engines did before containerd's store.</summary>
public sealed class ClassicImageStore : DockerFixture
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private PrivateEngine _engine = null!;
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void BuildAll()
    {
        _engine = new();
        _engine.Take("esb-test/busybox:1");
        _folder = NewFolder();
        _folder.Files.Environment["DOCKER_HOST"] = _engine.Address;
        _folder.Files.WriteImage("base", "FROM esb-test/busybox:1\nCOPY . /base/\n" + CopyVersion);
        _folder.Files.WriteImage("leaf/src", "FROM base\nCOPY . /leaf/\n" + CopyVersion);
        _folder.Files.Write("base/file", "of base");
        _folder.Files.Write("leaf/src/folder/file", "of leaf");
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="base" Kind="base" Context="base" />
              <EsbImage Include="leaf" Context="leaf/src" BaseImages="base" />
            </ItemGroup>
            """);
        _folder.Files.Commit();
        _folder.MustBuild("-t:EsbImages");
    }

    [OneTimeTearDown]
    public void EndEngine() => _engine.Dispose();

    [SetUp]
    public void AllIsUpToDate() => Assert.That(Built(), Is.Empty);

    [Test]
    public void MayHaveLostAnImage()
    {
        _engine.Must("rmi", "--force", Id("leaf"));
        Assert.That(Built(), Is.EqualTo(["leaf"]));
    }

    [Test]
    public void MayHaveLostABaseAndAllThatNobodyUses()
    {
        _engine.Must("rmi", "--force", _folder.Image("base"));
        Assert.That(Built(), Is.EqualTo(["base", "leaf"]));
        Assert.That(Entry("base", "/base/file").Content, Is.EqualTo("of base"));
    }

    [Test]
    public void MayHaveATagThatSomebodyElseMoved()
    {
        _engine.Must("tag", _folder.Image("base"), _folder.Image("leaf"));
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Entry("leaf", "/leaf/folder/file").Content, Is.EqualTo("of leaf"));
    }

    [Test]
    public void HasTheIdentityThatIsRecorded() =>
        Assert.That(_folder.Record["leaf"].GetProperty("digest").GetString(), Is.EqualTo(Id("leaf")));

    [Test]
    public void GetsFilesOfTheSameSizeAndTime()
    {
        foreach (var content in (string[])["AAAAAAA", "BBBBBBB", "of leaf"])
        {
            _folder.Files.Write("leaf/src/folder/file", content);
            File.SetLastWriteTimeUtc(_folder.Files["leaf/src/folder/file"], DateTime.UnixEpoch.AddYears(50));
            Assert.That(Built(), Is.EqualTo(["leaf"]));
            Assert.That(Entry("leaf", "/leaf/folder/file").Content, Is.EqualTo(content));
        }
    }

    [Test]
    public void GetsOtherPermissionsOfAFolder()
    {
        File.SetUnixFileMode(_folder.Files["leaf/src/folder"], OwnerOnly);
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Entry("leaf", "/leaf/folder").Mode, Is.EqualTo(OwnerOnly));
    }

    [Test]
    public void MayBeRestartedInTheMiddleOfABuild()
    {
        var step = $"sleep {3000 + Random.Shared.Next(1000000)}";
        var dockerfile = _folder.Files.Read("leaf/src/Dockerfile");
        _folder.Files.Write("leaf/src/Dockerfile", dockerfile + $"RUN {step}\n");
        _folder.Files.Write("base/file", "of a build that lost its engine");
        using (var build = new RunningBuild(_folder, "-t:EsbImages"))
        {
            var limit = TimeSpan.FromSeconds(60);
            Patience.Until("the step runs", () => RunningBuild.ProcessesWith(step).Count > 0, limit);
            _engine.End();
            Assert.That(build.EndsWithin(limit), Is.True);
            Assert.That(build.Output, Does.Contain("error ESB1111"));
            // An engine that ends leaves its steps.
            RunningBuild.Kill(step);
        }

        Assert.That(_folder.Build("-t:EsbImages").Codes, Is.EqualTo(["ESB1102"]));
        _engine.Begin();
        _folder.Files.Write("leaf/src/Dockerfile", dockerfile);
        Assert.That(Built(), Is.EqualTo(["base", "leaf"]).Or.Contains("leaf"));
        Assert.That(Entry("leaf", "/base/file").Content, Is.EqualTo("of a build that lost its engine"));
        _folder.Files.Write("base/file", "of base");
        Assert.That(Built(), Is.EqualTo(["base", "leaf"]));
    }

    private string[] Built()
    {
        _folder.MustBuild("-t:EsbImages");
        return [.. _folder.Stale.Keys.Order(StringComparer.Ordinal)];
    }

    private string Id(string name) => _engine.Must("image", "inspect", "--format", "{{.Id}}", _folder.Image(name));

    private ImageEntry Entry(string name, string path) => _engine.Entry(_folder.Image(name), path);
}
