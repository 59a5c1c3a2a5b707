using Esb.Testing;

namespace Esb.Docker.Tests.Registries;

/// <summary>The targets of the local registry, from an empty engine to an import and back.</summary>
public sealed class RegistryTargets
{
    private readonly RegistryFolder _folder = new();
    private readonly DockerRegistry _upstream = new();
    private BuildOutcome _push = null!;

    [OneTimeSetUp]
    public void Push()
    {
        var source = _upstream.Address + "/team/tool:1";
        DockerEngine.Must("tag", "esb-test/busybox:1", source);
        DockerEngine.Must("push", "--quiet", source);
        DockerEngine.Must("image", "rm", source);
        DockerEngine.Must("tag", "esb-test/busybox:1", _folder.Folder.Image("only-here"));
        var files = _folder.Folder.Files;
        files.WriteImage("svc");
        files.WriteProject($"""
            <ItemGroup>
              <EsbImage Include="svc" Context="svc" />
              <EsbExternalImage Include="{source};{_folder.Folder.Image("only-here")}" />
            </ItemGroup>
            """);
        files.Commit();
        _push = _folder.Folder.Build(["-t:EsbRegistryImport;EsbPush", .. _folder.Arguments]);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _folder.Dispose();
        _upstream.Dispose();
    }

    [Test, Order(1)]
    public void StartWhatIsPushedTo()
    {
        Assert.That(_push.Succeeded, _push.ToString());
        Assert.That(DigestOf($"{_folder.Folder.Brand}-svc:latest"), Does.StartWith("sha256:"));
    }

    [Test, Order(2)]
    public void ImportFromAnotherRegistryWithTheDigestsOfPlatforms()
    {
        Assert.That(DigestOf("team/tool:1"), Does.StartWith("sha256:"));
        var platform = _upstream.Digest("team/tool", "1");
        Assert.That(DigestOf("team/tool@" + platform), Is.EqualTo(platform));
    }

    [Test, Order(3)]
    public void ImportWhatOnlyTheEngineHas()
    {
        Assert.That(DigestOf(_folder.Folder.Image("only-here")), Does.StartWith("sha256:"));
        Assert.That(DockerEngine.HasImage($"{_folder.Registry.Address}/{_folder.Folder.Image("only-here")}"), Is.False);
    }

    [Test, Order(4)]
    public void StopAndKeepTheVolume()
    {
        var stop = _folder.Folder.Build(["-t:EsbRegistryStop", .. _folder.Arguments]);
        Assert.That(stop.Succeeded, stop.ToString());
        Assert.That(_folder.State, Is.Empty);
        Assert.That(DockerEngine.Run("volume", "inspect", _folder.Registry.Name).Succeeded);
    }

    private string DigestOf(string path) => RegistryFolder.Digest($"{_folder.Registry.Address}/{path}");
}
