using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Build.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PathsOfAProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void AreTheSameThroughALink()
    {
        _folder.Write("repo/images.esbproj", "");
        File.CreateSymbolicLink(_folder["link"], _folder["repo"]);
        Assert.That(Of(_folder["link/images.esbproj"]), Is.EqualTo(Of(_folder["repo/images.esbproj"])));
        Assert.That(Of(_folder["link/images.esbproj"]).ProjectState, Does.StartWith(_folder["repo"]));
    }

    [TestCase("out/", "repo/out")]
    [TestCase("../out", "out")]
    [TestCase("", "repo/obj/esb/images.esbproj")]
    public void CountFromTheProject(string output, string expected)
    {
        var paths = Of(_folder["repo/images.esbproj"], output);
        Assert.That(paths.OutputDirectory, Is.EqualTo(_folder[expected]));
        Assert.That(paths.BakeFile, Is.EqualTo(_folder[expected + "/docker-bake.json"]));
    }

    [Test]
    public void AreTwoForTwoProjectsOfOneName()
    {
        var (csharp, images) = (Of(_folder["repo/api.csproj"]), Of(_folder["repo/api.esbproj"]));
        Assert.That(csharp.OutputDirectory, Is.Not.EqualTo(images.OutputDirectory));
        Assert.That(csharp.ProjectState, Is.Not.EqualTo(images.ProjectState));
    }

    [Test]
    public void AreFilesWithoutAFolder() => Assert.That(
        ProjectPaths.Of(_folder["repo/p.csproj"], _folder["repo"], ".esb", new("out", "docker-bake.json")).BakeFile,
        Is.EqualTo(_folder["repo/docker-bake.json"]));

    [Test]
    public void NameTheOutputFoldersOfAllProjects()
    {
        var (one, two) = (Of(_folder["repo/a/a.esbproj"]), Of(_folder["repo/b/b.esbproj"], "../out"));
        foreach (var paths in (ProjectPaths[])[one, two])
            Esb.Build.Builds.OutputFolder.Prepare(paths, new());
        Assert.That(one.OwnFolders(), Is.EqualTo(new[]
        {
            _folder["repo/.esb"], _folder["repo/a/obj/esb/a.esbproj"], _folder["repo/out"],
        }));
    }

    [Test]
    public void NameTheFoldersOfAllBrands()
    {
        var (one, other) = (Of(_folder["repo/a.esbproj"]), Of(_folder["repo/b.esbproj"], state: ".other"));
        foreach (var paths in (ProjectPaths[])[one, other])
            Esb.Build.Builds.OutputFolder.Prepare(paths, new());
        _folder.Write("repo/.mine/projects/x/file", "no note of ours");
        Assert.That(one.OwnFolders(), Is.EqualTo(new[]
        {
            _folder["repo/.esb"], _folder["repo/.other"],
            _folder["repo/obj/esb/a.esbproj"], _folder["repo/obj/esb/b.esbproj"],
        }));
    }

    private ProjectPaths Of(string project, string output = "", string state = ".esb") =>
        ProjectPaths.Of(project, _folder["repo"], state, new(output));
}
