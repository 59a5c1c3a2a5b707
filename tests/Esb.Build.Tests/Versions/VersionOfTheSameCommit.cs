using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Build.Versions;
using Esb.Testing;

namespace Esb.Build.Tests.Versions;

/// <summary>Git names more digits of a commit when it has packed its repository; no image is older for that.</summary>
public sealed class VersionOfTheSameCommit
{
    private static readonly string Sha = new('a', 40);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("aaaaaaa", "aaaaaaaaa")]
    [TestCase("aaaaaaaaa", "aaaa")]
    [TestCase("v1.0-3-gaaaaaaa", "v1.0-3-gaaaaaaaaa")]
    [TestCase("v1.0-3-gaaaaaaaaa", "v1.0-3-gaaaa")]
    [TestCase("vé\"-gx-3-gaaaaaaa", "vé\"-gx-3-gaaaaaaaaa")]
    public void StaysWhereOnlyTheDigitsAreMore(string first, string now) =>
        Assert.That(Version(first, now), Is.EqualTo(first));

    [TestCase("v1.0-3-gaaaaaaa", "v1.0-4-gaaaaaaaaa")]
    [TestCase("v1.0-3-gaaaaaaa", "v1.1-3-gaaaaaaaaa")]
    [TestCase("v1.0-3-gaaaaaaa", "v1.1")]
    [TestCase("v1.0-3-gaaaaaaa", "aaaaaaaaa")]
    [TestCase("v1.0", "v1.0-0-gaaaaaaa")]
    [TestCase("v-gaa", "v-gaaa")]
    [TestCase("0.0.0-dev.aaaaaaaaaaaa", "aaaaaaa")]
    public void ChangesWithAllElse(string first, string now) => Assert.That(Version(first, now), Is.EqualTo(now));

    [Test]
    public void IsNoneOfAnotherCommit() =>
        Assert.That(Version("aaaaaaa", "aaaaaaaaa", "aaaaaaaaa" + new string('b', 31)), Is.EqualTo("aaaaaaaaa"));

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("\n  \"version\": \"aaaa")]
    [TestCase("{\n  \"version\": \"aaaa\",\n  \"git_sha\": \"aaaa\",\n}\n")]
    public void IsNoneOfAFileThatDoesNotSay(string text)
    {
        _folder.Write("meta/version.json", text);

        Assert.That(Write("aaaaaaa", Sha), Is.EqualTo(new WrittenVersion("aaaaaaa", IsNew: true)));
    }

    private string Version(string first, string now, string? sha = null)
    {
        Assert.That(Write(first, Sha), Is.EqualTo(new WrittenVersion(first, IsNew: true)));
        var (version, isNew) = Write(now, sha ?? Sha);
        Assert.That(isNew, Is.EqualTo(!version.Equals(first, StringComparison.Ordinal)));
        return version;
    }

    private WrittenVersion Write(string version, string sha)
    {
        var git = new GitContext("/r", "/r/.git", "/r/.git", sha, sha[..12], version, "", "git");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = new VersionRequest(_folder["meta/version.json"], git, TimeProvider.System, environment);
        return VersionFile.Write(request, new ProblemList(), CancellationToken.None);
    }
}
