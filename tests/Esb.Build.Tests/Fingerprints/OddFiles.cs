using System.Net.Sockets;
using System.Runtime.Versioning;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Testing;

namespace Esb.Build.Tests.Fingerprints;

public sealed class OddFiles
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(128 << 10)]
    [TestCase((128 << 10) + 1)]
    [TestCase(1 << 20)]
    public void OfAnySizeAreReadWhole(int size)
    {
        using var folder = new TemporaryFolder();
        var content = new byte[size];
        new Random(size).NextBytes(content);
        File.WriteAllBytes(folder["file"], content);
        var status = FileStatus.Read(folder["file"])!.Value;
        var expected = (FileHasher.Hash(content), true);
        Assert.That(FileHasher.Read(folder["file"], status, CancellationToken.None), Is.EqualTo(expected));
        Assert.That(FileHasher.Hash(content).ToString(), Is.EqualTo(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))));
    }

    [Test]
    public void OfFiveGigabytesAreReadInPieces()
    {
        using var folder = new TemporaryFolder();
        // With a hole: it takes no place on the disk.
        using (var file = File.Create(folder["file"]))
            file.SetLength(5L << 30);
        var status = FileStatus.Read(folder["file"])!.Value;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (digest, isExpected) = FileHasher.Read(folder["file"], status, CancellationToken.None);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
        Assert.That((digest.ToString(), isExpected), Is.EqualTo((
            "7f06c62352aebd8125b2a1841e2b9e1ffcbed602f381c3dcb3200200e383d1d5", true)));
    }

    [Test]
    [Platform("Linux", Reason = "Elsewhere nothing is trusted that was read.")]
    public void ThatChangeWhileTheyAreReadAreNotTrusted()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "12");
        var before = FileStatus.Read(folder["file"])!.Value;
        folder.Write("file", "123");
        var (digest, isExpected) = FileHasher.Read(folder["file"], before, CancellationToken.None);
        Assert.That((digest, isExpected), Is.EqualTo((FileHasher.Hash("123"u8), false)));
    }

    [Test]
    public void ThatVanishOrCannotBeReadAreNoCrash()
    {
        using var folder = new TemporaryFolder();
        folder.Write("gone", "x");
        folder.Write("odd", "x");
        var files = new InputFiles(folder.Root, "");
        files.List(StatCache.Empty, new());
        File.Delete(folder["gone"]);
        File.Delete(folder["odd"]);
        Directory.CreateDirectory(folder["odd"]);
        Assert.That(UnknownFiles.Read(files.Unknown, new(), new()), Is.Empty);
        Assert.That(files.Files[0].Digest, Is.EqualTo(default(ContentDigest)));
        Assert.That(files.Problems.Found.Select(static p => (p.Rule, p.Position!.File)),
            Is.EqualTo([(Rules.CannotRead, folder["odd"])]));
    }

    [Test]
    [Platform("Linux", Reason = "Other systems do not tell a socket from a file.")]
    public void MayBeSockets()
    {
        using var gateway = new GatewayImage();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = gateway["services/gateway/s"];
        Assert.That(
            gateway.ReasonsAfter(() => socket.Bind(new UnixDomainSocketEndPoint(path))),
            Is.EqualTo("services/gateway/s added"));
        File.Delete(path);
        gateway.Write("services/gateway/s", "");
        Assert.That(gateway.Look().Manifest.Contexts[0].Files, Has.One.Matches<FileInput>(static f =>
            f is { Path: "s", Kind: ContextEntryKind.File, Permissions: "0644" }));
    }

    [Test]
    [Platform("Linux", Reason = "Other systems have no such names.")]
    public void WithNamesThatAreNoTextAreReported()
    {
        using var folder = new TemporaryFolder();
        ProgramRun.Must(folder.Root, "sh", "-c", @"touch ""$(printf 'x\377')""");
        var problems = new ProblemList();
        ContextFiles.Enumerate(folder.Root, IgnoreMatcher.None, problems);
        ProgramRun.Must(folder.Root, "sh", "-c", "rm x*"); // .NET could not
        Assert.That(problems.Found.Single().Message, Does.Contain("its name is not UTF-8"));
    }

    [Test]
    public void WithLongNamesAreFound()
    {
        using var gateway = new GatewayImage();
        var name = new string('n', 200);
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write($"config/{name}/{name}", "x")),
            Is.EqualTo($"config/{name}/{name} added"));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void HaveAStatusWithoutLinuxToo()
    {
        using var folder = new TemporaryFolder();
        var file = new FileInfo(folder.Write("file", "123"));
        File.CreateSymbolicLink(folder["link"], "file");
        var exact = FileStatus.Read(file.FullName)!.Value;
        var portable = FileStatus.Portable(file)!.Value;
        Assert.That((portable.Kind, portable.Mode, portable.Size, portable.IsExact),
            Is.EqualTo((ContextEntryKind.File, exact.Mode, 3L, false)));
        Assert.That(portable.Modified / 100, Is.EqualTo(exact.Modified / 100));
        Assert.That(FileStatus.Portable(new FileInfo(folder["none"])), Is.Null);
        Assert.That(FileStatus.Portable(new FileInfo(folder.Root))!.Value.Kind, Is.EqualTo(ContextEntryKind.Folder));
        Assert.That(FileStatus.Portable(new FileInfo(folder["link"]))!.Value.Kind, Is.EqualTo(ContextEntryKind.Link));
        Assert.That(FileStatus.ReadTarget(folder["link"])!.Value.Kind, Is.EqualTo(ContextEntryKind.File));
    }

    [TestCaseSource(typeof(SpecialFiles), nameof(SpecialFiles.Kinds))]
    [UnsupportedOSPlatform("windows")]
    public void AreSpecialWithoutLinuxToo(string kind)
    {
        using var folder = new TemporaryFolder();
        var file = new FileInfo(SpecialFiles.Make(folder, kind));
        Assert.That(FileStatus.Portable(file)!.Value.Kind, Is.EqualTo(FileStatus.Read(file.FullName)!.Value.Kind));
        Assert.That(SpecialFile.Is(file.FullName), Is.True);
        Assert.That(SpecialFile.Is(folder.Root) || SpecialFile.Is(folder["none"]), Is.False);
    }

    [Test]
    public void AreNotReadInACancelledBuild()
    {
        using var gateway = new GatewayImage();
        Assert.That(
            () => Fingerprinter.Plan(gateway.Request, new(), new(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
