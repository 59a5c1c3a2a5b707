using Esb.Testing;

namespace Esb.Docker.Tests.Images;

/// <summary>Images that stand on one image, each under another name of it.</summary>
public sealed class OneImageOfManyNames : DockerFixture
{
    private const int Names = 8;

    [Test]
    public void IsFoundUnderEach()
    {
        var folder = NewFolder();
        var first = $"{folder.Brand}-name:0";
        DockerEngine.Make(first, "FROM esb-test/busybox:1", "LABEL of=" + folder.Brand);
        var items = "";
        for (var i = 0; i < Names; i++)
        {
            DockerEngine.Must("tag", first, $"{folder.Brand}-name{i}:1");
            folder.Files.WriteImage($"svc{i}", $"FROM {folder.Brand}-name{i}:1\n{CopyVersion}");
            items += $"<EsbImage Include=\"svc{i}\" Context=\"svc{i}\" />\n";
        }

        folder.Files.WriteProject($"<ItemGroup>{items}</ItemGroup>");
        folder.Files.Commit();
        folder.MustBuild("-t:EsbImages");
        Assert.That(folder.Record, Has.Count.EqualTo(Names));
    }
}
