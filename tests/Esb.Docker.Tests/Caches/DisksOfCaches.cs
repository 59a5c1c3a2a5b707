using Esb.Testing;

namespace Esb.Docker.Tests.Caches;

/// <summary>
/// No room for a cache, or no right to write it: one warning, right images, and a cache as soon as there is.
/// </summary>
public sealed class DisksOfCaches : CacheFixture
{
    [TestCase("size=4k")]
    [TestCase("size=64k")]
    [TestCase("size=3m")]
    [TestCase("size=10m,nr_inodes=7")]
    [TestCase("ro")]
    public void AreOneWarningThatPasses(string options)
    {
        var folder = Directory.CreateDirectory(CacheFolder).FullName;
        ProgramRun.Must(Files.Root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);
        try
        {
            var build = Build("local", ["ESB1151"]);
            Assert.That(build.ToString(), Does.Not.Contain("   at Esb."));
            Files.Write("leaf/file", "another");
            Build("local", ["ESB1151"]);
            Assert.That(Read("leaf", "/file"), Is.EqualTo("another"));
        }
        finally
        {
            ProgramRun.Must(Files.Root, "umount", folder);
        }

        Files.Write("base/file", "changed");
        Forget();
        Build("local", []);
        var before = Results();
        Forget();
        Build("local", []);
        Assert.That(Results(), Is.EqualTo(before));
    }

    [Test]
    public void MayBeReadOnlyAndStillBeRead()
    {
        Build("local", []);
        var before = Results();
        Forget();
        var folder = CacheFolder;
        ProgramRun.Must(Files.Root, "mount", "--bind", folder, folder);
        ProgramRun.Must(Files.Root, "mount", "-o", "remount,ro,bind", folder);
        try
        {
            Build("local", [], "-p:EsbCacheReadOnly=true");
            Assert.That(Results(), Is.EqualTo(before));
        }
        finally
        {
            ProgramRun.Must(Files.Root, "umount", folder);
        }
    }
}
