using Esb.Testing;

namespace Esb.Docker.Tests.Caches;

/// <summary>Work trees that build at once into one folder of caches: one has it, the others build without.</summary>
public sealed class SharedFolders : CacheFixture
{
    private static readonly string[] Trees = ["one", "two", "three"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private string Cache => "-p:EsbCacheDirectory=" + Files["../shared-" + Folder.Brand];

    [TearDown]
    public void Remove() => Directory.Delete(Files["../shared-" + Folder.Brand], recursive: true);

    [Test]
    public void HaveOneWriterAndStayWhole()
    {
        foreach (var tree in Trees)
            Files.Git("worktree", "add", "--quiet", "-b", tree, "trees/" + tree);
        for (var round = 0; round < LongForm.Of(2, 20); round++)
        {
            foreach (var tree in Trees)
                Files.Write($"trees/{tree}/leaf/file", $"{tree} {round}");
            BuildAll();
            foreach (var tree in Trees)
                Assert.That(Read(tree), Is.EqualTo($"{tree} {round}"));
        }

        Build("local", [], Cache);
        var before = Results();
        Forget();
        Build("local", [], Cache);
        Assert.That(Results(), Is.EqualTo(before));
    }

    private string Read(string tree) => Engine.Entry(Folder.Image("leaf", tree), "/file").Content;

    private void BuildAll()
    {
        RunningBuild[] builds =
        [
            .. Trees.Select(tree => new RunningBuild(
                Folder, $"trees/{tree}/images.proj",
                ["-t:EsbImages", "-p:EsbTag=" + tree, "-p:EsbCache=local", "-warnAsError", Cache])),
        ];
        RunningBuild.AllSucceed(builds, Limit);
    }
}
