using Esb.Testing;

namespace Esb.Docker.Tests.Faults;

/// <summary>
/// Four work trees of one repository that build at once on one engine, whose contexts are called alike and whose files
/// differ neither in size nor in time stamp.
/// </summary>
[Category(LongForm.Category)]
public sealed class WorkTreesAtOnce : DockerFixture
{
    private static readonly DateTime Time = new(2024, 4, 4, 4, 4, 4, DateTimeKind.Utc);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string[] Trees = ["a", "b", "c", "d"];

    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.Files.Write(".gitignore", $"obj/\n.{_folder.Brand}/\ntrees/\n");
        _folder.Files.WriteImage("base", "FROM esb-test/busybox:1\nCOPY file /base-file\n" + CopyVersion);
        _folder.Files.WriteImage("svc", "FROM base\nCOPY file /file\n" + CopyVersion);
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="base" Kind="base" Context="base" />
              <EsbImage Include="svc" Context="svc" />
            </ItemGroup>
            """);
        _folder.Files.Commit();
        foreach (var tree in Trees)
            _folder.Files.Git("worktree", "add", "--quiet", "-b", tree, "trees/" + tree);
    }

    [Test]
    public void EachSayTheirOwn()
    {
        for (var round = 0; round < LongForm.Of(1, 50); round++)
        {
            foreach (var tree in Trees)
                Change(tree, round);
            BuildAll();
            foreach (var tree in Trees)
            {
                var sha = _folder.Files.Git("-C", "trees/" + tree, "rev-parse", "HEAD");
                var image = _folder.Image("svc", tree);
                Assert.That(DockerEngine.Read(image, "/file"), Is.EqualTo($"svc {tree} {round:00}"));
                Assert.That(DockerEngine.Read(image, "/base-file"), Is.EqualTo($"base {tree} {round:00}"));
                Assert.That(_folder.Version(image).GetProperty("git_sha").GetString(), Is.EqualTo(sha));
            }
        }
    }

    private void Change(string tree, int round)
    {
        foreach (var context in (string[])["base", "svc"])
        {
            var file = _folder.Files.Write($"trees/{tree}/{context}/file", $"{context} {tree} {round:00}");
            File.SetLastWriteTimeUtc(file, Time);
        }

        _folder.Files.Git("-C", "trees/" + tree, "add", "--all");
        _folder.Files.Git("-C", "trees/" + tree, "commit", "--quiet", "-m", $"{round}");
    }

    private void BuildAll()
    {
        RunningBuild[] builds =
        [
            .. Trees.Select(tree => new RunningBuild(
                _folder, $"trees/{tree}/images.proj", ["-t:EsbVerify", "-p:EsbTag=" + tree])),
        ];
        RunningBuild.AllSucceed(builds, Limit);
    }
}
