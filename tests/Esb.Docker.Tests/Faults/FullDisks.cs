using Esb.Testing;

namespace Esb.Docker.Tests.Faults;

/// <summary>No room where a build writes, or no right to: one error, and a right build as soon as there is.</summary>
public sealed class FullDisks : DockerFixture
{
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewImage("FROM esb-test/busybox:1\nCOPY file /file\n" + CopyVersion);
        _folder.Files.Write("svc/file", "first");
        _folder.MustBuild("-t:EsbImages");
    }

    [TestCase("obj/esb", "size=4k", "ESB1202")]
    [TestCase("obj/esb", "size=8k", "ESB1202")]
    [TestCase("obj/esb", "size=64k,nr_inodes=4", "ESB1202")]
    [TestCase("obj/esb", "ro", "ESB1201")]
    [TestCase(".brand", "size=4k", "ESB1202")]
    [TestCase(".brand", "size=64k,nr_inodes=5", "ESB1202")]
    [TestCase(".brand", "ro", "ESB1201")]
    public void AreOneErrorThatPasses(string place, string options, string code)
    {
        var content = $"{place} {options}";
        _folder.Files.Write("svc/file", content);
        var folder = _folder.Files[place.Replace("brand", _folder.Brand, StringComparison.Ordinal)];
        ProgramRun.Must(_folder.Files.Root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);
        try
        {
            var build = _folder.Build("-t:EsbImages");
            Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo([code]), build.ToString());
            Assert.That(build.ToString(), Does.Not.Contain("   at Esb."));
        }
        finally
        {
            ProgramRun.Must(_folder.Files.Root, "umount", folder);
        }

        _folder.MustBuild("-t:EsbImages");
        Assert.That(DockerEngine.Read(_folder.Image(), "/file"), Is.EqualTo(content));
    }

    /// <summary>BuildKit's own words for it are "context canceled", or, rarely, the system's.</summary>
    [Test]
    public void OfAnOutputAreNamed()
    {
        var folder = NewImage("FROM scratch\nCOPY file /file\n" + CopyVersion, "Outputs=\"type=local,dest=out\"");
        folder.Files.Write("svc/file", new string('x', 100_000));
        var output = Directory.CreateDirectory(folder.Files["out"]).FullName;
        ProgramRun.Must(folder.Files.Root, "mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", output);
        try
        {
            var build = folder.Build("-t:EsbImages");
            Assert.That(build.Errors.Single().Code, Is.EqualTo("ESB3006").Or.EqualTo("ESB1202"), build.ToString());
            Assert.That(build.Errors[0].Message, Does.Contain(output), build.ToString());
        }
        finally
        {
            ProgramRun.Must(folder.Files.Root, "umount", output);
        }

        folder.MustBuild("-t:EsbImages");
        Assert.That(new FileInfo(folder.Files["out/file"]).Length, Is.EqualTo(100_000));
    }
}
