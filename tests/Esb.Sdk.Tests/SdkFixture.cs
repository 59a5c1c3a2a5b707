using Esb.Testing;

namespace Esb.Sdk.Tests;

/// <summary>
/// A situation: its folders live as long as the fixture, and the logs of their builds longer where a test failed.
/// </summary>
public abstract class SdkFixture
{
    private readonly List<SdkFolder> _folders = [];

    [OneTimeTearDown]
    public void DisposeFolders()
    {
        var failed = TestContext.CurrentContext.Result.FailCount > 0;
        // A class may be several fixtures, which run at once.
        var id = TestContext.CurrentContext.Test.ID;
        foreach (var (i, folder) in _folders.Index())
        {
            if (failed)
                folder.KeepLogs(Path.Combine(Repository.Root, "artifacts/failed-tests", GetType().Name, $"{id}.{i}"));
            folder.Dispose();
        }
    }

    /// <summary>An empty repository.</summary>
    protected SdkFolder NewFolder(string suffix = "")
    {
        var folder = new SdkFolder(suffix);
        _folders.Add(folder);
        return folder;
    }

    /// <summary>A repository with a commit and the project <c>images.proj</c> with one image, <c>gateway</c>.</summary>
    protected SdkFolder NewImageFolder(
        string project = """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""")
    {
        var folder = NewFolder();
        folder.WriteImage("gateway");
        folder.WriteProject(project);
        folder.Commit();
        return folder;
    }

    /// <summary>
    /// A library that only has to be there. No implicit usings and no warnings, so that it compiles fast.
    /// </summary>
    protected static void WriteLibrary(
        SdkFolder folder,
        string path,
        string body = "",
        string sdk = "Microsoft.NET.Sdk") =>
        folder.Write(path, $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <EnableDefaultItems>false</EnableDefaultItems>
                <RunAnalyzers>false</RunAnalyzers>
              </PropertyGroup>
            {body}
            </Project>
            """);
}
