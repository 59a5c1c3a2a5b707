using Esb.Testing;

namespace Esb.Docker.Tests.Seams;

/// <summary>A csproj or an esbproj beside another: each has its own files, one after the other and at once.</summary>
public sealed class ProjectsInOneFolder : DockerFixture
{
    [Test]
    public void DoNotDisturbEachOther()
    {
        var folder = NewFolder();
        foreach (var name in (string[])["a", "b"])
        {
            folder.Files.WriteImage(name, "FROM scratch\nCOPY f /f\n" + CopyVersion);
            folder.Files.WriteProject(
                $"""<ItemGroup><EsbImage Include="{name}" Context="{name}" /></ItemGroup>""", name + ".esbproj");
        }

        for (var round = 0; round < 4; round++)
        {
            foreach (var name in (string[])["a", "b"])
                folder.Files.Write($"{name}/f", $"{name} {round}");
            folder.Files.Commit();
            RunningBuild.AllSucceed(
                [
                    .. ((string[])["a.esbproj", "b.esbproj"])
                        .Select(project => new RunningBuild(folder, project, ["-t:EsbImages"])),
                ],
                TimeSpan.FromMinutes(3));
            foreach (var name in (string[])["a", "b"])
            {
                Assert.That(DockerEngine.Read(folder.Image(name), "/f"), Is.EqualTo($"{name} {round}"));
                folder.Files.Build(name + ".esbproj", "-t:EsbPlan");
                var image = folder.Json($"obj/esb/{name}.esbproj/plan.json").GetProperty("images")[0];
                Assert.That(image.GetProperty("stale").GetBoolean(), Is.False);
            }
        }
    }
}
