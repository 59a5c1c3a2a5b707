namespace Esb.Docker.Tests.Caches;

/// <summary>A registry that gives an engine back what another one has built.</summary>
public sealed class RegistryCaches : CacheFixture
{
    private static readonly string Registry = $"-p:EsbCacheRegistry={EngineRegistry.Address}/caches";

    private EngineRegistry _registry = null!;

    [SetUp]
    public void Start() => _registry = new(Engine);

    [TearDown]
    public void Stop() => _registry.Dispose();

    [Test]
    public void GiveStepsToAnEngineThatHasNone()
    {
        Build("registry", [], Registry);
        var before = Results();
        Forget();
        Build("registry", [], Registry);
        Assert.That((CachedSteps("base"), CachedSteps("leaf")), Is.EqualTo((2, 5)));
        Assert.That(Results(), Is.EqualTo(before));
    }

    [Test]
    public void HaveAReferenceForEachImageAndMode()
    {
        Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="base" Kind="base" Context="base" Cache="none" />
              <EsbImage Include="leaf" Context="leaf" BaseImages="base" Modes="docker" />
            </ItemGroup>
            """);
        Build("registry", [], Registry);
        Assert.That(_registry.Has($"caches/{Folder.Brand}-leaf", "buildcache-docker"), Is.True);
        Assert.That(_registry.Has($"caches/{Folder.Brand}-base", "buildcache"), Is.False);
    }

    // version.json says when it was made, and both images hold it.
    [Test]
    public void ServeAFreshCloneAndFillItsLocalOnes()
    {
        Files.Environment["SOURCE_DATE_EPOCH"] = "1769314375";
        Build("\"local;registry\"", [], Registry);
        var before = Results();
        Forget();
        Directory.Delete(Files[$".{Folder.Brand}"], recursive: true);
        Build("\"local;registry\"", [], Registry);
        Assert.That(Results(), Is.EqualTo(before));
        Assert.That(File.Exists(Path.Join(Place("leaf"), "index.json")), Is.True);
    }

    [Test]
    public void AreOneWarningWhereNoRegistryAnswers()
    {
        _registry.End();
        var build = Build("registry", ["ESB1152"], Registry);
        Assert.That(
            build.ToString(), Does.Contain("connection refused").And.Contain("2 image(s) are built without"));
    }

    [Test]
    public void MayBeReadAndNotWritten()
    {
        Build("registry", [], Registry);
        var before = Results();
        _registry.Restart(isReadOnly: true);
        Forget();
        Build("registry", [], Registry, "-p:EsbCacheReadOnly=true");
        Assert.That(Results(), Is.EqualTo(before));
        Files.Write("leaf/file", "another");
        Build("registry", ["ESB1151"], Registry);
    }

    [Test]
    public void MayHaveLostTheirLayers()
    {
        Build("registry", [], Registry);
        var before = Results();
        Forget();
        _registry.LoseLayers();
        _registry.Restart(isReadOnly: false);
        Build("registry", ["ESB1152"], Registry);
        var after = Results();
        Assert.That(after, Is.Not.EqualTo(before));
        Forget();
        Build("registry", [], Registry);
        Assert.That(Results(), Is.EqualTo(after));
    }

    [Test]
    public void ShowNoPassword()
    {
        var build = Folder.Build(
            "-t:EsbImages", "-p:EsbCache=registry", "-p:EsbCacheRegistry=me:hunter2@127.0.0.1:5000");
        Assert.That(build.Codes, Is.EqualTo(["ESB2030"]), build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain("'***@127.0.0.1:5000'").And.Not.Contain("hunter2"));
    }
}
