namespace Esb.Docker.Tests.UpToDate;

/// <summary>What earlier builds left is gone or damaged: what is not known is built, and images are right.</summary>
public sealed class LostRecords : UpToDateFixture
{
    [TestCase("obj")]
    [TestCase("obj/esb")]
    public void RebuildAllWithTheirFolder(string folder)
    {
        Directory.Delete(Files[folder], recursive: true);
        Assert.That(Built(), Is.EqualTo(All));
    }

    [Test]
    public void RebuildAllWithTheStateFolder()
    {
        Directory.Delete(Files["." + Folder.Brand], recursive: true);
        Assert.That(Built(), Is.EqualTo(All).Or.Empty);
        Assert.That(Text("leaf", "/leaf/file"), Is.EqualTo("of leaf"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100)]
    [TestCase(-3)]
    public void RebuildAllWhereTheyWereCutOff(int length)
    {
        using (var record = File.OpenWrite(Files["obj/esb/images.proj/images.json"]))
            record.SetLength(length < 0 ? record.Length + length : length);
        Assert.That(Built(), Is.EqualTo(All));
    }

    [TestCase("\"format\": 3", "\"format\": 2")]
    [TestCase("\"format\": 3", "\"format\": 4")]
    [TestCase("\"fingerprint\"", "\"another_word\"")]
    public void RebuildAllWhereTheyAreOfAnotherVersion(string from, string to)
    {
        var record = Files.Read("obj/esb/images.proj/images.json");
        Files.Write("obj/esb/images.proj/images.json", record.Replace(from, to, StringComparison.Ordinal));
        Assert.That(Built(), Is.EqualTo(All));
    }

    [TestCase("obj/esb/images.proj/inputs")]
    [TestCase("obj/esb/images.proj/plan.json")]
    public void AreNotMissedWhereTheyOnlySayWhy(string path)
    {
        if (File.Exists(Files[path]))
            File.Delete(Files[path]);
        else
            Directory.Delete(Files[path], recursive: true);
        Assert.That(Built(), Is.Empty);
    }

    [Test]
    public void DoNotHideASameSizeChange()
    {
        Files.Write("leaf/src/file", "1234567");
        File.SetLastWriteTimeUtc(Files["leaf/src/file"], new DateTime(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc));
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Directory.Delete(Files[$".{Folder.Brand}/projects"], recursive: true);
        Files.Write("leaf/src/file", "7654321");
        File.SetLastWriteTimeUtc(Files["leaf/src/file"], new DateTime(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc));
        Assert.That(Built(), Is.EqualTo(["leaf"]));
        Assert.That(Text("leaf", "/leaf/file"), Is.EqualTo("7654321"));
        Files.Write("leaf/src/file", "of leaf");
        Assert.That(Built(), Is.EqualTo(["leaf"]));
    }
}
