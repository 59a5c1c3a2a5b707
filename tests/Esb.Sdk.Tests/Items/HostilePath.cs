using System.Text.Json;
using Esb.Testing;

namespace Esb.Sdk.Tests.Items;

/// <summary>The whole pipeline in a repository whose path means something to somebody.</summary>
[TestFixture("with space")]
[TestFixture("a;b")]
[TestFixture("a#b")]
[TestFixture("a$b")]
[TestFixture("a%b")]
[TestFixture("a%20b")]
[TestFixture("a(b)")]
[TestFixture("a@b, c=d")]
[TestFixture("a'b")]
[TestFixture("ä 日本")]
[TestFixture("${HOME}")]
public sealed class HostilePath(string name) : SdkFixture
{
    private SdkFolder _folder = null!;
    private BuildOutcome _build = null!;
    private FakeDocker _docker = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder(name);
        _folder.WriteImage("gateway");
        _folder.WriteProject("""
            <PropertyGroup><EsbDockerPath>./docker.sh</EsbDockerPath></PropertyGroup>
            <ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>
            """);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
        _build = _folder.Build("images.proj", "-t:EsbVerify");
    }

    [Test]
    public void IsNoProblem() =>
        Assert.That((_build.Succeeded, _build.Codes), Is.EqualTo((true, Array.Empty<string>())), _build.ToString());

    [Test]
    public void IsTheContextsPath()
    {
        using var bake = JsonDocument.Parse(_folder.Read("obj/esb/images.proj/docker-bake.json"));
        var context = bake.RootElement.GetProperty("target").GetProperty("gateway").GetProperty("context").GetString();
        Assert.That(context!.Replace("$${", "${", StringComparison.Ordinal), Is.EqualTo(_folder["gateway"]));
    }

    [Test]
    public void ReachesBake() =>
        Assert.That(_docker.Bakes[0], Has.Some.StartsWith(_folder["obj/esb/images.proj/.bake-call-"]));

    [Test]
    public void HoldsTheRecord() => Assert.That(_folder["obj/esb/images.proj/images.json"], Does.Exist);
}
