using Esb.Testing;

namespace Esb.Sdk.Tests.Engine;

/// <summary>MSBuild's processes outlive a build, and then build with the environment of the next one.</summary>
[TestFixture("server")]
[TestFixture("node")]
public sealed class LivingProcesses(string kind) : SdkFixture
{
    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewImageFolder();
        // A handshake of its own, so that only processes that were started here are used and ended.
        _folder.Environment["MSBUILDNODEHANDSHAKESALT"] = _folder.Root;
        _folder.Environment.Remove("MSBUILDDISABLENODEREUSE");
        _folder.Environment[kind is "server" ? "MSBUILDUSESERVER" : "MSBUILDNOINPROCNODE"] = "1";
    }

    [OneTimeTearDown]
    public void End() => _folder.Must("dotnet", "build-server", "shutdown", "--msbuild");

    [Test]
    public void TakeTheEnvironmentOfEachBuild() =>
        Assert.That((TagWith("one"), TagWith("two")), Is.EqualTo(("esb-gateway:one", "esb-gateway:two")));

    private string TagWith(string tag)
    {
        _folder.Environment["ESB_TAG"] = tag;
        _folder.Must("dotnet", "msbuild", "images.proj", "-t:EsbGenerateBakeFile", "-nodeReuse:true");
        using var bake = System.Text.Json.JsonDocument.Parse(_folder.Read("obj/esb/images.proj/docker-bake.json"));
        return bake.RootElement.GetProperty("target").GetProperty("gateway").GetProperty("tags")[0].GetString()!;
    }
}
