using Esb.Docker.Tests.UpToDate;
using Esb.Testing;

namespace Esb.Docker.Tests.Caches;

/// <summary>
/// An engine of its own that can forget everything, and a base with an image on it. Each has a step whose result is
/// another one every time it runs, so that an image tells whether it ran.
/// </summary>
public abstract class CacheFixture : DockerFixture
{
    private const string Random = "RUN head -c 16 /dev/urandom | md5sum >/random-";

    private PrivateEngine _engine = null!;

    private protected PrivateEngine Engine => _engine;

    protected DockerFolder Folder { get; private set; } = null!;

    protected SdkFolder Files => Folder.Files;

    /// <summary>Absolute path of an image's local cache.</summary>
    protected string Place(string name) =>
        Path.Join(CacheFolder, name is "base" ? "base-images" : "services", name);

    /// <summary>Absolute path of what holds all of them.</summary>
    protected string CacheFolder => Files[$".{Folder.Brand}/buildx-cache"];

    [OneTimeSetUp]
    public void Begin()
    {
        _engine = new(hasContainerdStore: true);
        _engine.Take("esb-test/busybox:1");
    }

    [SetUp]
    public void Write()
    {
        Folder = NewFolder();
        Files.Environment["DOCKER_HOST"] = _engine.Address;
        Files.WriteImage("base", $"FROM esb-test/busybox:1\n{Random}base\n" + CopyVersion);
        Files.WriteImage("leaf", $"FROM base\nCOPY file /file\n{Random}leaf\n" + CopyVersion);
        Files.Write("leaf/file", "of leaf");
        Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="base" Kind="base" Context="base" />
              <EsbImage Include="leaf" Context="leaf" BaseImages="base" />
            </ItemGroup>
            """);
        Files.Commit();
    }

    [OneTimeTearDown]
    public void End() => _engine.Dispose();

    /// <summary>Leaves nothing but what is in the state folder: no image, no builder's cache, no record.</summary>
    protected void Forget()
    {
        foreach (var name in (string[])["leaf", "base"])
        {
            var images = _engine.Must("image", "ls", "-q", $"{Folder.Brand}-{name}").Split('\n');
            if (images[0].Length > 0)
                _engine.Must(["image", "rm", "--force", .. images.Distinct(StringComparer.Ordinal)]);
        }

        ForgetSteps();
        Directory.Delete(Files["obj"], recursive: true);
    }

    /// <summary>Empties the builder's own cache.</summary>
    protected void ForgetSteps() => _engine.Must("builder", "prune", "--all", "--force");

    /// <summary>Builds with a cache, and claims that this is all that there is to say.</summary>
    protected BuildOutcome Build(string cache, string[] codes, params string[] arguments)
    {
        var build = Folder.MustBuild(["-t:EsbImages", "-p:EsbCache=" + cache, .. arguments]);
        Assert.That(build.Codes, Is.EqualTo(codes), build.ToString());
        return build;
    }

    /// <summary>What the steps of both images left, which only their caches can leave again.</summary>
    /// <summary>What the steps of both images made when they ran, a line each.</summary>
    protected string Results() => Read("leaf", "/random-base") + Read("leaf", "/random-leaf");

    protected string Read(string name, string path) => _engine.Entry(Folder.Image(name), path).Content;

    protected int CachedSteps(string name) => Folder.Record[name].GetProperty("cached_steps").GetInt32();
}
