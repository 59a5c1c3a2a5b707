using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>
/// A repository whose images are up to date when each test begins, which is shown first: a build that starts no bake.
/// The images: a base, one that stands on it, one that only copies from it, and one alone with a named context.
/// </summary>
public abstract class UpToDateFixture : DockerFixture
{
    /// <summary>Every image, as <see cref="Built"/> names them.</summary>
    protected static readonly string[] All = ["alone", "base", "copier", "leaf"];

    /// <summary>The base and what is made of it.</summary>
    protected static readonly string[] BaseAndItsUsers = ["base", "copier", "leaf"];

    private const string Items = """
        <ItemGroup>
          <EsbImage Include="base" Kind="base" Context="base" />
          <EsbImage Include="leaf" Context="leaf/src" BaseImages="base" BuildArgs="GREETING=hello" />
          <EsbImage Include="copier" Context="copier/src" />
          <EsbImage Include="alone" Context="alone/src" Contexts="shared=shared" />
        </ItemGroup>
        """;

    private readonly ImageFiles _images = new();

    protected DockerFolder Folder { get; private set; } = null!;

    protected SdkFolder Files => Folder.Files;

    [OneTimeSetUp]
    public void BuildAll()
    {
        Folder = NewFolder();
        WriteImage("base", "base", "FROM esb-test/busybox:1\nCOPY . /base/\n");
        WriteImage("leaf", "leaf/src", "FROM base\nARG GREETING\nRUN echo $GREETING >/greeting\nCOPY . /leaf/\n");
        WriteImage(
            "copier", "copier/src", "FROM esb-test/busybox:1\nCOPY --from=base /base/file /copied\nCOPY . /copier/\n");
        WriteImage("alone", "alone/src", "FROM esb-test/busybox:1\nCOPY --from=shared . /shared/\nCOPY . /alone/\n");
        Files.Write("shared/file", "of shared");
        Files.Write("leaf/src/folder/inside", "inside");
        File.CreateSymbolicLink(Files["leaf/src/link"], "file");
        Files.Write("alone/src/.dockerignore", "*.log\n");
        Files.Write("alone/src/debug.log", "ignored");
        Arrange();
        Files.Commit();
        Folder.MustBuild("-t:EsbImages");
    }

    [SetUp]
    public void AllIsUpToDate() => Assert.That(Built(), Is.Empty, "before the test changes anything");

    [TearDown]
    public void BuildAfterAFailedTest()
    {
        if (TestContext.CurrentContext.Result.FailCount > 0)
            Folder.Build("-t:EsbImages");
    }

    /// <summary>Writes what only this fixture has; the project too.</summary>
    protected virtual void Arrange() => WriteProject();

    protected void WriteProject(string more = "", string from = "", string to = "") => Files.WriteProject(
        (from.Length > 0 ? Items.Replace(from, to, StringComparison.Ordinal) : Items) + more);

    /// <summary>Builds, and makes sure that bake ran only for what is returned and that nothing else moved.</summary>
    /// <returns>The targets that were built, by name.</returns>
    protected string[] Built(params IReadOnlyList<string> arguments)
    {
        var before = All.ToDictionary(static n => n, Id, StringComparer.Ordinal);
        var build = Folder.MustBuild(["-t:EsbImages", .. arguments]);
        string[] built = [.. Reasons().Keys.Order(StringComparer.Ordinal)];
        var isBakeRun = build.Tasks.Contains("RunBake", StringComparer.Ordinal);
        Assert.That(isBakeRun, Is.EqualTo(built.Length > 0), build.ToString());
        foreach (var name in All.Except(built, StringComparer.Ordinal))
        {
            Assert.That(Id(name), Is.EqualTo(before[name]), name);
            Assert.That(Folder.Record[name].GetProperty("digest").GetString(), Is.EqualTo(before[name]), name);
        }

        return built;
    }

    /// <summary>Why the last build built what it built, by target.</summary>
    protected IReadOnlyDictionary<string, string> Reasons() =>
        Folder.Stale.ToDictionary(static s => s.Key, static s => s.Value[0], StringComparer.Ordinal);

    protected string Id(string name) => _images.Id(Folder.Image(name));

    /// <summary>A file's content in an image.</summary>
    protected string Text(string name, string path) => DockerEngine.Read(Folder.Image(name), path);

    /// <summary>
    /// The line about a file of an image: path, kind, permissions, owner, link target, digest; empty where it is not
    /// there.
    /// </summary>
    protected string Line(string name, string path) =>
        _images.List(Folder.Image(name)).Split('\n')
            .FirstOrDefault(l => l.StartsWith(path + " ", StringComparison.Ordinal), "");

    private void WriteImage(string name, string folder, string steps)
    {
        Files.WriteImage(folder, steps + CopyVersion);
        Files.Write($"{folder}/file", $"of {name}");
    }
}
