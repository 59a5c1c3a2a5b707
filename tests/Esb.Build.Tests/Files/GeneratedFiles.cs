using System.Runtime.Versioning;
using Esb.Build.Dockerfiles;
using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Build.Tests.Files;

public sealed class GeneratedFiles
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new("we ird,ü#%41");

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void AreWrittenWithTheirFolders()
    {
        Assert.That(GeneratedFile.Write(_folder["a/b/c.json"], "é"u8), Is.True);
        Assert.That(File.ReadAllBytes(_folder["a/b/c.json"]), Is.EqualTo("é"u8.ToArray()));
        Assert.That(Directory.GetFiles(_folder["a/b"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void KeepTheirTimeWhenEqual()
    {
        var path = _folder.Write("a", "same");
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);
        Assert.That(GeneratedFile.Write(path, "same"u8), Is.False);
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(time));
    }

    [TestCase("othe")]
    [TestCase("longer")]
    [TestCase("")]
    public void AreReplacedWhenDifferent(string content)
    {
        var path = _folder.Write("a", "same");
        Assert.That(GeneratedFile.Write(path, System.Text.Encoding.UTF8.GetBytes(content)), Is.True);
        Assert.That(_folder.Read("a"), Is.EqualTo(content));
    }

    [Test]
    public void AreReplacedAsAWhole()
    {
        var path = _folder.Write("a", "old");
        using var reader = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        GeneratedFile.Write(path, "new"u8);
        // Who had it open keeps the old one, because it was renamed over and not written into.
        Assert.That(new StreamReader(reader).ReadToEnd(), Is.EqualTo("old"));
        Assert.That(_folder.Read("a"), Is.EqualTo("new"));
    }

    [Test]
    public void LeaveNothingBehindWhenTheyCannotBeWritten()
    {
        Directory.CreateDirectory(_folder["taken"]);
        Assert.That(() =>
            GeneratedFile.Write(_folder["taken"], "x"u8), Throws.InstanceOf<IOException>()
            .Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Directory.GetFileSystemEntries(_folder.Root), Is.EqualTo([_folder["taken"]]));
    }

    [TestCase("same", UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [TestCase("other", UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [TestCase("same", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    [UnsupportedOSPlatform("windows")]
    public void MayBeReadByEverybodyWhereImagesAreMadeOfThem(string content, UnixFileMode mode)
    {
        var path = _folder.Write("meta/a", "same");
        File.SetUnixFileMode(path, mode);
        File.SetUnixFileMode(
            _folder["meta"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.That(
            GeneratedFile.WriteForImages(path, System.Text.Encoding.UTF8.GetBytes(content)),
            Is.EqualTo(content is not "same"));
        Assert.That(Convert.ToString((int)File.GetUnixFileMode(path), 8), Is.EqualTo("644"));
        Assert.That(Convert.ToString((int)File.GetUnixFileMode(_folder["meta"]), 8), Is.EqualTo("755"));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void OfImagesAreTouchedOnlyWhereThePermissionsAreOthers()
    {
        var path = _folder["meta/a"];
        GeneratedFile.WriteForImages(path, "same"u8);
        var status = FileStatus.Read(path);
        GeneratedFile.WriteForImages(path, "same"u8);
        Assert.That(FileStatus.Read(path), Is.EqualTo(status));
    }

    [Test]
    public void CannotBeInsideAFile() =>
        Assert.That(() =>
            GeneratedFile.Write(Path.Combine(_folder.Write("file", ""), "a"), "x"u8), Throws.InstanceOf<IOException>());
}
