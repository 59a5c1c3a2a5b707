using System.Net.Sockets;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Testing;

namespace Esb.Build.Tests.Dockerfiles;

public sealed class IgnoredPath
{
    [TestCase("a.txt", "a.txt", "b/a.txt")]
    [TestCase("/a.txt", "a.txt", "b/a.txt")]
    [TestCase("./x/../a.txt/", "a.txt", "b/a.txt")]
    [TestCase(" \ta.txt ", "a.txt", "b")]
    [TestCase("dir", "dir/x/y", "dirx")]
    [TestCase("*.log", "a.log", "d/a.log")]
    [TestCase("*/*.log", "d/a.log", "a.log")]
    [TestCase("**/*.log", "d/e/a.log", "a.lo")]
    [TestCase("**/obj", "d/obj/x", "objx")]
    [TestCase("**foo", "a/barfoo", "foox")]
    [TestCase("**foo*", "a/foo1", "barfoo1")]
    [TestCase("dir/**", "dir/x", "dir")]
    [TestCase("d**/c", "dx/y/c", "d/x")]
    [TestCase("a**b", "ax/b", "axb")]
    [TestCase("**", "x/y", null)]
    [TestCase("**/*/**", "b/c", "b")]
    [TestCase("?.c", "a.c", "ab.c")]
    [TestCase("?", "😀", "ab")]
    [TestCase("[a-c]x", "bx", "dx")]
    [TestCase("[^a]x", "bx", "ax")]
    [TestCase("x\\[1\\]", "x[1]", "x1")]
    [TestCase("[*]", "[]", "*")]
    [TestCase("*^", null, "a^")]
    [TestCase("\\d", "7", "d")]
    [TestCase("[\\w]\\s", "a ", "-")]
    [TestCase("\\#h", "#h", "h")]
    [TestCase("a.b+(c)|{$}", "a.b+(c)|{$}", "axb")]
    [TestCase("*\\|{a}[|]", "x|{a}|", "x")]
    [TestCase("A", "A", "a")]
    [TestCase("..", null, "a")]
    [TestCase("\\a\\f\\n\\r\\t\\v", "\a\f\n\r\t\v", "a")]
    public void IsOneThatMatches(string pattern, string? ignored, string? sent)
    {
        var matcher = Read.Ignoring(pattern);
        Assert.That(ignored is null || matcher.IsIgnored(ignored), Is.True);
        Assert.That(sent is not null && matcher.IsIgnored(sent), Is.False);
    }

    [TestCase("a/x", false, "*", "!a")]
    [TestCase("a/x", true, "!a", "*")]
    [TestCase("a/x", true, "*", "!a", "a/x")]
    [TestCase("a/x", false, "*", "! /a/x")]
    [TestCase("a", true, "*", "!a/x")]
    [TestCase("#c", false, "#c")]
    [TestCase("#c", true, " #c")]
    [TestCase("a", false, "", "   ", "#a")]
    public void DependsOnTheLastLineThatMatches(string path, bool isIgnored, params string[] lines) =>
        Assert.That(Read.Ignoring(lines).IsIgnored(path), Is.EqualTo(isIgnored));

    [Test]
    public void IsReadFromAWindowsFile() => Assert.That(Read.Ignoring("\uFEFF# x\r\na\r\n").IsIgnored("a"), Is.True);

    [Test]
    public void IsNoneWithoutAFile() => Assert.That(IgnoreMatcher.Of(null).IsIgnored("a"), Is.False);
}

public sealed class BadIgnorePattern
{
    [TestCase("!")]
    [TestCase("!/")]
    [TestCase("[a")]
    [TestCase("[]a]")]
    [TestCase("[a-]")]
    [TestCase("[^]")]
    [TestCase("[a-\\")]
    [TestCase("a\\")]
    [TestCase("\\q")]
    [TestCase("[\\q]")]
    [TestCase("[a-\\d]")]
    [TestCase("[b-a]")]
    [TestCase("[[:alpha:]]")]
    [TestCase("a\rb")]
    [TestCase("a\tb")]
    [TestCase("\\é")]
    [TestCase("*|x")]
    [TestCase("*{2}")]
    public void IsReportedAtItsLine(string pattern)
    {
        var problems = new ProblemList();
        IgnoreFile.Parse("/repo/.dockerignore", "x\n" + pattern + "\ny", problems);
        var found = problems.Found.Select(static d => (d.Rule, d.Position!.Line));
        Assert.That(found, Is.EqualTo([(Rules.IgnorePattern, 2)]));
    }

    [Test]
    public void MayBeOneThatIsTooLong()
    {
        var problems = new ProblemList();
        IgnoreFile.Parse("/repo/.dockerignore", new string('x', 70_000), problems);
        Assert.That(problems.Found.Single().Message, Does.Contain("longer").And.Length.LessThan(400));
    }
}

public sealed class IgnoreFileOfABuild
{
    [Test]
    public void IsTheDockerfilesOwnEvenIfEmpty()
    {
        using var folder = new TemporaryFolder();
        var own = folder.Write("docker/My.Dockerfile.dockerignore", "");
        var common = folder.Write("ctx/.dockerignore", "x");
        folder.Write("docker/.dockerignore", "x");
        Assert.That(IgnoreFile.Locate(folder["docker/My.Dockerfile"], folder["ctx"]), Is.EqualTo(own));
        Assert.That(IgnoreFile.Locate(folder["docker/Other"], folder["ctx"]), Is.EqualTo(common));
        Assert.That(IgnoreFile.Locate(null, folder["ctx"]), Is.EqualTo(common));
        Assert.That(IgnoreFile.Locate(null, folder["docker/none"]), Is.Null);
    }

    [Test]
    public void IsBehindALinkOnlyInsideOfTheContext()
    {
        using var folder = new TemporaryFolder();
        var real = folder.Write("ctx/sub/ignore", "x");
        folder.Write("outside", "x");
        File.CreateSymbolicLink(folder["ctx/.dockerignore"], "sub/ignore");
        Assert.That(IgnoreFile.Locate(null, folder["ctx"]), Is.EqualTo(real));
        File.Delete(folder["ctx/.dockerignore"]);
        File.CreateSymbolicLink(folder["ctx/.dockerignore"], "../outside");
        Assert.That(IgnoreFile.Locate(null, folder["ctx"]), Is.Null);
        File.CreateSymbolicLink(folder["ctx/loop.dockerignore"], "loop.dockerignore");
        Assert.That(IgnoreFile.Locate(folder["ctx/loop"], folder["ctx"]), Is.Null);
    }

    [Test]
    public void IsReadOrReported()
    {
        using var folder = new TemporaryFolder();
        var problems = new ProblemList();
        var patterns = IgnoreFile.Read(folder.Write(".dockerignore", "a\n!b\n"), problems)!.Patterns;
        Assert.That(patterns.Select(static p => (p.Text, p.IsException)), Is.EqualTo([("a", false), ("b", true)]));
        Assert.That(IgnoreFile.Read(folder["none"], problems), Is.Null);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.CannotRead));
    }
}

public sealed class FilesOfAContext
{
    private static string Sent(TemporaryFolder folder, params string[] lines)
    {
        var problems = new ProblemList();
        var entries = ContextFiles.Enumerate(folder.Root, Read.Ignoring(lines), problems);
        Assert.That(problems.Found, Is.Empty);
        return string.Join(' ', entries.Select(static e => e.Path + (e.Kind == ContextEntryKind.Folder ? "/" : "")));
    }

    [Test]
    public void AreAllThatIsNotIgnored()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in (string[])["a.txt", "b/c.txt", "b/d/e.txt", "z"])
            folder.Write(path, "");
        Assert.That(Sent(folder), Is.EqualTo("a.txt b/ b/c.txt b/d/ b/d/e.txt z"));
        Assert.That(Sent(folder, "b"), Is.EqualTo("a.txt z"));
        Assert.That(Sent(folder, "*", "!b/d"), Is.EqualTo("b/ b/d/ b/d/e.txt"));
        Assert.That(Sent(folder, "*", "!**/c.txt"), Is.EqualTo("b/ b/c.txt"));
        Assert.That(Sent(folder, "b/*"), Is.EqualTo("a.txt b/ z"));
    }

    [TestCase(TestName = "OfManyFoldersAreInOrder")]
    [TestCase("*/c*/?", "!a[0-4]/c7/x", TestName = "OfManyFoldersAreInOrderWithSomeIgnored")]
    [TestCase("*", "!a3", "a3/c2", "!a1*/c5/y", TestName = "OfManyFoldersAreInOrderWithMostIgnored")]
    public void OfManyFoldersAreWhatThePatternsSayOfEach(params string[] lines)
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 200; i++)
            folder.Write($"a{i / 10}/c{i % 10}/{(i % 3 == 0 ? 'x' : 'y')}", "");
        folder.Write("a3.txt", "");
        var matcher = Read.Ignoring(lines);
        var files = Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Root, file))
            .Where(path => !matcher.IsIgnored(path))
            .ToList();
        var folders = Directory.GetDirectories(folder.Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Root, path) + "/")
            .Where(path => !matcher.IsIgnored(path[..^1])
                || files.Exists(f => f.StartsWith(path, StringComparison.Ordinal)));
        // "/" before all that a name may have: what is in a folder comes right after it.
        var expected = files.Concat(folders).OrderBy(static p => p.Replace('/', '\0'), StringComparer.Ordinal);
        Assert.That(Sent(folder, lines), Is.EqualTo(string.Join(' ', expected)));
    }

    [Test]
    public void HaveTheirKind()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "x");
        folder.Write("empty", "");
        Directory.CreateDirectory(folder["folder"]);
        File.CreateSymbolicLink(folder["link"], "folder");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder["socket"]));
        var entries = ContextFiles.Enumerate(folder.Root, IgnoreMatcher.None, new());
        var kinds = entries.Select(static e => $"{e.Path}:{e.Kind}");
        var socketKind = OperatingSystem.IsLinux() ? ContextEntryKind.Special : ContextEntryKind.File;
        string[] expected = ["empty:File", "file:File", "folder:Folder", "link:Link", $"socket:{socketKind}"];
        Assert.That(kinds, Is.EqualTo(expected));
    }

    [Test]
    public void OfAMissingFolderAreReported()
    {
        using var folder = new TemporaryFolder();
        var problems = new ProblemList();
        Assert.That(ContextFiles.Enumerate(folder["none"], IgnoreMatcher.None, problems), Is.Empty);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.CannotRead));
    }
}
