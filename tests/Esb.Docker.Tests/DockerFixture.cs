using Esb.Testing;

namespace Esb.Docker.Tests;

/// <summary>
/// A situation: its repositories and images live as long as the fixture, the logs of its builds longer where a test
/// failed.
/// </summary>
public abstract class DockerFixture
{
    /// <summary>An image that proves what was built of what, and no more.</summary>
    protected const string VersionOnly = "FROM scratch\nCOPY --from=meta /version.json /app/version.json\n";

    /// <summary>The line that every Dockerfile ends with.</summary>
    protected const string CopyVersion = "COPY --from=meta /version.json /app/version.json\n";

    private readonly List<DockerFolder> _folders = [];

    [OneTimeTearDown]
    public void RemoveFolders()
    {
        var failed = TestContext.CurrentContext.Result.FailCount > 0;
        // A class may be several fixtures, which run at once.
        var id = TestContext.CurrentContext.Test.ID;
        foreach (var (i, folder) in _folders.Index())
        {
            if (failed)
            {
                folder.Files.KeepLogs(
                    Path.Combine(Repository.Root, "artifacts/failed-tests", GetType().Name, $"{id}.{i}"));
            }

            folder.Dispose();
        }
    }

    /// <summary>An empty repository whose images nobody else has.</summary>
    protected DockerFolder NewFolder(string suffix = "")
    {
        var folder = new DockerFolder(suffix);
        _folders.Add(folder);
        return folder;
    }

    /// <summary>A repository with a commit, the project <c>images.proj</c> and one image, <c>svc</c>.</summary>
    /// <param name="metadata">Attributes of its item.</param>
    protected DockerFolder NewImage(string dockerfile, string metadata = "")
    {
        var folder = NewFolder();
        folder.Files.WriteImage("svc", dockerfile);
        folder.Files.WriteProject($"""<ItemGroup><EsbImage Include="svc" Context="svc" {metadata} /></ItemGroup>""");
        folder.Files.Commit();
        return folder;
    }
}
