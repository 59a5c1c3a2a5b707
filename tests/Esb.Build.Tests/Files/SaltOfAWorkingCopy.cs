using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Build.Tests.Files;

public sealed class SaltOfAWorkingCopy
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void StaysTheSameAndIsNobodyElses()
    {
        var path = _folder[".esb/salt"];
        var salt = Salt.Read(path);
        Assert.That(salt, Has.Length.EqualTo(32));
        Assert.That(Salt.Read(path), Is.EqualTo(salt));
        Assert.That(Salt.Read(_folder["other/salt"]), Is.Not.EqualTo(salt));
        Assert.That(Directory.GetFiles(_folder[".esb"]), Is.EqualTo([path]));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    [Repeat(25)] // a race of two shows itself in one round of ten
    public void IsTheSameForBuildsAtOnce()
    {
        var salts = new byte[8][];
        var path = _folder[$"{Path.GetRandomFileName()}/salt"];
        Parallel.For(0, salts.Length, n => salts[n] = Salt.Read(path));
        Assert.That(salts, Is.All.EqualTo(salts[0]));
    }

    [Test]
    public void IsMadeAnewWhereAKilledBuildLeftAPart()
    {
        var path = _folder.Write("salt", "part");
        var salt = Salt.Read(path);
        Assert.That(salt, Has.Length.EqualTo(32).And.EqualTo(File.ReadAllBytes(path)));
    }
}
