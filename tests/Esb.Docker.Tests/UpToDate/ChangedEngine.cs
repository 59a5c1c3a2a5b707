using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>What the engine holds is not what was left there.</summary>
public sealed class ChangedEngine : UpToDateFixture
{
    private string External => $"{Folder.Brand}-external:1";

    protected override void Arrange()
    {
        MakeExternal("LABEL is=unmarked");
        Files.WriteImage("outside", $"FROM {External} AS build\nRUN cp /marker /found || echo none >/found\n"
            + "FROM esb-test/busybox:1\nCOPY --from=build /found /found\n" + CopyVersion);
        WriteProject("""
            <ItemGroup>
              <EsbImage Include="outside" Context="outside" />
              <EsbImage Update="alone" Tags="also" />
            </ItemGroup>
            """);
    }

    [Test]
    public void MayHaveLostAnImage()
    {
        DockerEngine.Must(["rmi", .. References("alone")]);
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(Text("alone", "/alone/file"), Is.EqualTo("of alone"));
    }

    [Test]
    public void MayHaveLostABase()
    {
        DockerEngine.Must(["rmi", .. References("base")]);
        Assert.That(Built(), Is.EqualTo(BaseAndItsUsers));
        Assert.That(Text("base", "/base/file"), Is.EqualTo("of base"));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void MayHaveLostATag(int tag)
    {
        DockerEngine.Must("rmi", References("alone")[tag]);
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(References("alone").Select(DockerEngine.Digest), Is.All.EqualTo(Id("alone")));
    }

    [Test]
    public void MayHaveATagThatSomebodyElseMoved()
    {
        DockerEngine.Must("tag", Folder.Image("leaf"), Folder.Image("alone"));
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(Text("alone", "/alone/file"), Is.EqualTo("of alone"));
    }

    [Test]
    public void MayHaveAnotherBaseOfAnIntermediateStage()
    {
        MakeExternal("RUN echo moved >/marker");
        Assert.That(Built(), Is.EqualTo(["outside"]));
        Assert.That(Text("outside", "/found"), Is.EqualTo("moved\n"));
        MakeExternal("LABEL is=unmarked");
        Assert.That(Built(), Is.EqualTo(["outside"]));
        Assert.That(Text("outside", "/found"), Is.EqualTo("none\n"));
    }

    [Test]
    public void StaysAsItIsForABaseThatIsUpToDate()
    {
        // Another layer for the same step comes into the builder's cache: a base that is exported again is another.
        using var folder = new TemporaryFolder();
        ProgramRun.Must(folder.Root, "cp", "-a", Files["base"], folder["copy"]);
        DockerEngine.Must(
            "buildx", "build", "-q", "--no-cache", "--provenance=false",
            "--build-context", "meta=" + Files[$".{Folder.Brand}/meta"], folder["copy"]);
        Files.Write("leaf/src/file", "of leaf again");
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Built(), Is.Empty);
    }

    [Test]
    public void MayHaveAnotherBuilder()
    {
        var context = $"{Folder.Brand}-context";
        var host = DockerEngine.Must("context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        using var configuration = new TemporaryFolder();
        Files.Environment["DOCKER_CONFIG"] = configuration.Root;
        Files.Must("docker", "context", "create", context, "--docker", "host=" + host);
        Files.Environment["DOCKER_CONTEXT"] = context;
        var host2 = Files.Environment.Remove("DOCKER_HOST", out var old) ? old : "";
        Assert.That(Built(), Is.SupersetOf(All));
        Files.Environment.Remove("DOCKER_CONTEXT");
        Files.Environment.Remove("DOCKER_CONFIG");
        if (host2.Length > 0)
            Files.Environment["DOCKER_HOST"] = host2;
        Assert.That(Built(), Is.SupersetOf(All));
    }

    // With a label of its own: one image under ever more names is refused one day, when the store has no room for the
    // list of them.
    private void MakeExternal(string line) =>
        DockerEngine.Make(External, "FROM esb-test/busybox:1", "LABEL of=" + Folder.Brand, line);

    private string[] References(string name) =>
        [.. Folder.Record[name].GetProperty("references").EnumerateArray().Select(static r => r.GetString()!)];
}
