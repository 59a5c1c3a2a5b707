using Esb.Testing;

namespace Esb.Docker.Tests.Builders;

/// <summary>Builds of a project whose builder is a container, from no builder to none.</summary>
public sealed class ContainerBuilder : DockerFixture
{
    private static readonly string[] Driver =
        ["-p:EsbBuilderDriver=docker-container", "-p:EsbBuilderImage=" + BuildKitImage.Reference, "-p:EsbCache=local"];

    private readonly DockerRegistry _registry = new();
    private DockerFolder _folder = null!;
    private string _head = "";

    [OneTimeSetUp]
    public void Write()
    {
        BuildKitImage.Require();
        _folder = NewFolder();
        _folder.Files.WriteImage("base", VersionOnly);
        _folder.Files.WriteImage("svc", $"FROM {_folder.Image("base")}\nCOPY a.txt /a.txt\n");
        _folder.Files.Write("svc/a.txt", "a");
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="base" Context="base" Kind="base" />
              <EsbImage Include="svc" Context="svc" />
            </ItemGroup>
            """);
        _head = _folder.Files.Commit();
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _folder.Build(["-t:EsbBuilderRemove", .. Driver]);
        _registry.Dispose();
    }

    [Test, Order(1)]
    public void LoadsIntoTheEngine()
    {
        var build = Build("-t:EsbImages");

        Assert.That(build.Messages, Has.One.StartsWith($"{_folder.Brand}-buildx  made; "));
        Assert.That(_folder.Stale.Keys, Is.EquivalentTo(["base", "svc"]));
        Assert.That(_folder.Version(_folder.Image()).GetProperty("git_sha").GetString(), Is.EqualTo(_head));
    }

    [Test, Order(2)]
    public void FindsUpToDateWhatItHasLoaded()
    {
        Build("-t:EsbImages");

        Assert.That(_folder.Stale, Is.Empty);
    }

    /// <summary>The manifest in the engine is another than that in the registry.</summary>
    [Test, Order(3)]
    public void PushesAndLoadsAtOnce()
    {
        var push = "-p:EsbRegistry=" + _registry.Address;
        Build("-t:EsbPush", push);
        var digest = _registry.Digest($"{_folder.Brand}-svc", "latest");
        Assert.That(_folder.Record["svc"].GetProperty("digest").GetString(), Is.EqualTo(digest));

        Build("-t:EsbPush", push);
        Assert.That(_folder.Stale, Is.Empty);

        _folder.Files.Write("svc/a.txt", "b");
        Build("-t:EsbPush", push);
        Assert.That(_folder.Stale.Keys, Is.EqualTo(["svc"]));
        Assert.That(_registry.Digest($"{_folder.Brand}-svc", "latest"), Is.Not.EqualTo(digest));
    }

    [Test, Order(4)]
    public void SendsSeveralPlatformsToTheRegistry()
    {
        string[] arguments =
        [
            "-t:EsbPush", "-p:EsbRegistry=" + _registry.Address, "-p:EsbPlatforms=linux/amd64%3Blinux/arm64",
        ];
        Build(arguments);
        Assert.That(_folder.Stale.Keys, Is.EquivalentTo(["base", "svc"]));

        Build(arguments);
        Assert.That(_folder.Stale, Is.Empty);
    }

    [Test, Order(5)]
    public void TakesTheStepsOfABuilderThatIsGoneFromTheCache()
    {
        Build("-t:EsbImages");
        var removed = Build("-t:EsbBuilderRemove");
        Assert.That(removed.Messages, Has.One.StartsWith($"{_folder.Brand}-buildx  removed"));
        DockerEngine.Must("image", "rm", _folder.Image("base"), _folder.Image());

        var build = Build("-t:EsbImages");
        Assert.That(build.Messages, Has.One.Contains("  made; "));
        var record = _folder.Record["svc"];
        Assert.That(record.GetProperty("steps").GetInt32(), Is.Positive);
        Assert.That(record.GetProperty("cached_steps").GetInt32(), Is.EqualTo(record.GetProperty("steps").GetInt32()));
    }

    private BuildOutcome Build(params string[] arguments) => _folder.MustBuild([.. arguments, .. Driver]);
}
