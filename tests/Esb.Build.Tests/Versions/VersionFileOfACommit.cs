using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Git;
using Esb.Build.Versions;
using Esb.Testing;

namespace Esb.Build.Tests.Versions;

public sealed class VersionFileOfACommit
{
    private static readonly GitContext Commit = new(
        "/r", "/r/.git", "/r/.git", new('a', 40), new('a', 12),
        "v1.0-3-gaaaaaaa", "git@github.com:org/repo.git", "git");

    private readonly FixedClock _clock = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private TemporaryFolder _folder = null!;
    private ProblemList _problems = null!;

    private string File => _folder[".esb/meta/version.json"];

    [SetUp]
    public void Make()
    {
        _folder = new();
        _problems = new();
        _environment.Clear();
        _clock.Now = new(2026, 1, 25, 4, 12, 55, 999, TimeSpan.Zero);
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void HasTheDocumentedText()
    {
        Assert.That(Write(Commit), Is.True);
        Assert.That(_folder.Read(File), Is.EqualTo(
            """
            {
              "version": "v1.0-3-gaaaaaaa",
              "git_sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
              "git_sha_short": "aaaaaaaaaaaa",
              "build_date": "2026-01-25T04:12:55Z",
              "repo_url": "git@github.com:org/repo.git",
              "source": "git"
            }

            """));
    }

    [TestCase("v+<&>'`/=", "v+<&>'`/=")]
    [TestCase("vé", @"v\u00e9")]
    [TestCase("v🐋", @"v\ud83d\udc0b")]
    [TestCase("v\"\\", """v\"\\""")]
    [TestCase("v\u0001\u007f", @"v\u0001\u007f")]
    public void EscapesOnlyWhatItMust(string version, string written)
    {
        Write(Commit with { Version = version });

        var bytes = System.IO.File.ReadAllBytes(File);
        Assert.That(Encoding.UTF8.GetString(bytes), Does.Contain($"\"{written}\""));
        Assert.That(bytes, Has.All.LessThan(0x7f));
        Assert.That(JsonDocument.Parse(bytes).RootElement.GetProperty("version").GetString(), Is.EqualTo(version));
    }

    [Test]
    public void IsLeftAloneInTheNextBuild()
    {
        Write(Commit);
        var before = (_folder.Read(File), System.IO.File.GetLastWriteTimeUtc(File));
        _clock.Now += TimeSpan.FromHours(1);

        Assert.That(Write(Commit with { Root = "/other", EngineUsed = "libgit2" }), Is.False);
        Assert.That((_folder.Read(File), System.IO.File.GetLastWriteTimeUtc(File)), Is.EqualTo(before));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void CanBeReadByEveryUserAgain()
    {
        Write(Commit);
        var text = _folder.Read(File);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead);
        _clock.Now += TimeSpan.FromHours(1);

        Assert.That(Write(Commit), Is.False);
        Assert.That(_folder.Read(File), Is.EqualTo(text));
        Assert.That(Convert.ToString((int)System.IO.File.GetUnixFileMode(File), 8), Is.EqualTo("644"));
    }

    [Test]
    public void IsLeftAloneWithoutALock()
    {
        Write(Commit);
        Directory.Delete(_folder[".esb/locks"], recursive: true);

        Write(Commit);

        Assert.That(Directory.Exists(_folder[".esb/locks"]), Is.False);
    }

    [TestCase("version")]
    [TestCase("git_sha")]
    [TestCase("repo_url")]
    public void IsRewrittenForAnother(string field)
    {
        Write(Commit);
        _clock.Now += TimeSpan.FromHours(1);

        Assert.That(Write(field switch
        {
            "version" => Commit with { Version = "v2" },
            "git_sha" => Commit with { Sha = new('b', 40), ShortSha = new('b', 12) },
            _ => Commit with { RepositoryUrl = "" },
        }), Is.True);
        Assert.That(_folder.Read(File), Does.Contain("2026-01-25T05:12:55Z"));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("\0\0\0")]
    [TestCase("  \"build_date\": \"2026-01-25T04:12:5")]
    [TestCase("{\n  \"build_date\": \"2026-01-25T04:12:55Z\"\n}\n")]
    public void IsRewrittenWhenItIsDamaged(string content)
    {
        _folder.Write(File, content);

        Assert.That(Write(Commit), Is.True);
        Assert.That(_folder.Read(File), Does.EndWith("\"source\": \"git\"\n}\n"));
    }

    [TestCase("\n", "\r\n")]
    [TestCase("  \"source\": \"git\"\n", "  \"source\": \"svn\"\n")]
    [TestCase("2026-01-25T04:12:55Z", "2026-13-25T04:12:55Z")]
    public void IsRewrittenWhenSomebodyChangedIt(string was, string becomes)
    {
        Write(Commit);
        _folder.Write(File, _folder.Read(File).Replace(was, becomes, StringComparison.Ordinal));

        Assert.That(Write(Commit), Is.True);
    }

    [Test]
    public void HasTheDateOfTheEnvironment()
    {
        _environment[BuildDate.EpochVariable] = "1700000000";

        Write(Commit);

        Assert.That(_folder.Read(File), Does.Contain("\"2023-11-14T22:13:20Z\""));
    }

    [TestCase("now")]
    [TestCase("-1")]
    [TestCase(" 1")]
    [TestCase("1.5")]
    [TestCase("253402300800")]
    [TestCase("99999999999999999999")]
    public void IsNotWrittenForADateThatIsNone(string epoch)
    {
        _environment[BuildDate.EpochVariable] = epoch;

        Assert.That(Write(Commit), Is.False);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.InvalidSourceDateEpoch));
        Assert.That(_problems.Found[0].Message, Does.Contain($"'{epoch}'"));
        Assert.That(System.IO.File.Exists(File), Is.False);
    }

    [Test]
    public void IsWrittenOnceByManyBuildsAtOnce()
    {
        var written = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8)
            .Count(_ => Write(new(File, Commit, TimeProvider.System, _environment), new()));

        Assert.That(written, Is.EqualTo(1));
    }

    [Test]
    public void SaysWhoHoldsItsLock()
    {
        var path = StateFolder.LockPath(_folder[".esb"], "meta");
        using var other = FileLock.Take(path, "another build", TimeSpan.Zero, null, CancellationToken.None);
        var waitedFor = "";
        var request = new VersionRequest(File, Commit, _clock, _environment)
        {
            LockTimeout = TimeSpan.Zero,
            OnWait = holder => waitedFor = holder,
        };

        Assert.That(VersionFile.Write(request, _problems, CancellationToken.None).IsNew, Is.False);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.LockTimeout));
        Assert.That(waitedFor, Is.EqualTo("another build"));
    }

    [Test]
    public void IsReportedWhenItCannotBeWritten()
    {
        _folder.Write(".esb/meta", "a file where the folder should be");

        Assert.That(Write(Commit), Is.False);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.CannotWrite));
    }

    private bool Write(GitContext git) => Write(new(File, git, _clock, _environment), _problems);

    private static bool Write(VersionRequest request, ProblemList problems) =>
        VersionFile.Write(request, problems, CancellationToken.None).IsNew;

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
