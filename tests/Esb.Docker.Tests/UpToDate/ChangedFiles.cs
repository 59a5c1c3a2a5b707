namespace Esb.Docker.Tests.UpToDate;

/// <summary>A file that an image is made of is not what it was.</summary>
public sealed class ChangedFiles : UpToDateFixture
{
    private static readonly DateTime Restored = new(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc);

    [TestCase("leaf/src/file", "leaf", "/leaf/file")]
    [TestCase("alone/src/file", "alone", "/alone/file")]
    [TestCase("shared/file", "alone", "/shared/file")]
    public void RebuildTheirImage(string file, string image, string inImage)
    {
        Files.Write(file, "version https://git-lfs.github.com/spec/v1");
        Assert.That(Built(), Is.EqualTo([image]));
        Assert.That(Text(image, inImage), Is.EqualTo("version https://git-lfs.github.com/spec/v1"));
    }

    [Test]
    public void OfABaseRebuildWhatStandsOnItAndWhatCopiesFromIt()
    {
        Files.Write("base/file", "new base");
        Assert.That(Built(), Is.EqualTo(BaseAndItsUsers));
        Assert.That((Text("leaf", "/base/file"), Text("copier", "/copied")), Is.EqualTo(("new base", "new base")));
    }

    [TestCase("leaf/src/file", "/leaf/file", "leaf")]
    [TestCase("base/file", "/base/file", "base", "copier", "leaf")]
    public void AreSeenUnderTheSameSizeAndTime(string file, string inImage, params string[] images)
    {
        foreach (var content in (string[])["AAAA", "BBBB", "AAAA"])
        {
            Files.Write(file, content);
            File.SetLastWriteTimeUtc(Files[file], Restored);
            Assert.That(Built(), Is.EqualTo(images));
            Assert.That(Text("leaf", inImage), Is.EqualTo(content));
        }
    }

    [Test]
    public void AreSeenWhereAnotherOfTheSameSizeAndTimeTookTheirPlace()
    {
        Files.Write("leaf/new", "1111");
        Files.Write("leaf/src/file", "2222");
        var time = File.GetLastWriteTimeUtc(Files["leaf/src/file"]);
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        File.SetLastWriteTimeUtc(Files["leaf/new"], time);
        File.Move(Files["leaf/new"], Files["leaf/src/file"], overwrite: true);
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Text("leaf", "/leaf/file"), Is.EqualTo("1111"));
    }

    [Test]
    public void DoNotGetTheContentOfANamesakeInAnotherContext()
    {
        foreach (var (folder, content) in new[] { ("leaf", "leaf!"), ("copier", "copy!"), ("alone", "alone") })
        {
            Files.Write($"{folder}/src/twin", content);
            File.SetLastWriteTimeUtc(Files[$"{folder}/src/twin"], Restored);
        }

        Assert.That(Built(), Is.EqualTo(["alone", "copier", "leaf"]));
        Assert.That(
            (Text("leaf", "/leaf/twin"), Text("copier", "/copier/twin"), Text("alone", "/alone/twin")),
            Is.EqualTo(("leaf!", "copy!", "alone")));
    }

    [Test]
    public void MayBeRenamedWithTheSameContent()
    {
        File.Move(Files["leaf/src/folder/inside"], Files["leaf/src/folder/renamed"]);
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Line("leaf", "leaf/folder/inside"), Is.Empty);
        Assert.That(Text("leaf", "/leaf/folder/renamed"), Is.EqualTo("inside"));
        File.Move(Files["leaf/src/folder/renamed"], Files["leaf/src/folder/inside"]);
        Assert.That(Built(), Is.EqualTo(["leaf"]));
    }

    [TestCase("leaf/src/file", "leaf/file", "755")]
    [TestCase("leaf/src/folder", "leaf/folder/", "700")]
    public void MayHaveOtherPermissions(string path, string inImage, string mode)
    {
        File.SetUnixFileMode(Files[path], (UnixFileMode)Convert.ToInt32(mode, 8));
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Line("leaf", inImage), Does.Contain($" {mode} "));
    }

    [Test]
    public void MayBeALinkToAnotherPlace()
    {
        File.Delete(Files["leaf/src/link"]);
        File.CreateSymbolicLink(Files["leaf/src/link"], "elsewhere");
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Line("leaf", "leaf/link"), Does.Contain(" elsewhere "));
    }

    [Test]
    public void MayBeAnEmptyFolder()
    {
        Directory.CreateDirectory(Files["leaf/src/empty"]);
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Line("leaf", "leaf/empty/"), Is.Not.Empty);
    }

    [Test]
    public void MayBeSentNoLonger()
    {
        Files.Write("alone/src/.dockerignore", "*.log\nfile\n");
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(Line("alone", "alone/file"), Is.Empty);
        Files.Write("alone/src/.dockerignore", "*.log\n");
        Assert.That(Built(), Is.EqualTo(["alone"]));
    }

    [Test]
    public void MayBeSentFromNowOn()
    {
        Files.Write("alone/src/.dockerignore", "nothing\n");
        Assert.That(Built(), Is.EqualTo(["alone"]));
        Assert.That(Text("alone", "/alone/debug.log"), Is.EqualTo("ignored"));
        Files.Write("alone/src/.dockerignore", "*.log\n");
        Assert.That(Built(), Is.EqualTo(["alone"]));
    }
}
