using System.Security.Cryptography;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegistryWithImages
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    private readonly ProblemList _problems = new();

    [Test]
    public void TellsTheDigestOfEachReference()
    {
        using var registry = new FakeRegistry(static r =>
            r.RawUrl is "/v2/esb/a/manifests/1" ? FakeReply.Of(Digest) : new FakeReply(404));
        var there = $"{registry.Address}/esb/a:1";

        var digests = Read(there, $"{registry.Address}/esb/b", "No Reference", there);

        Assert.That(
            digests, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { [there] = Digest }));
        Assert.That(registry.Requests, Is.EquivalentTo(
            new[] { "HEAD /v2/esb/a/manifests/1", "HEAD /v2/esb/b/manifests/latest" }));
        Assert.That(_problems.Found, Is.Empty);
    }

    [Test]
    public void IsAskedForEveryKindOfManifest()
    {
        string[]? accepted = null;
        using var registry = new FakeRegistry(r =>
        {
            accepted = r.AcceptTypes;
            return FakeReply.Of(Digest);
        });

        Read(registry.Address + "/a");

        Assert.That(accepted, Is.EquivalentTo(new[]
        {
            "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json",
        }));
    }

    [Test]
    public void MayLeaveTheDigestToTheOneWhoAsks()
    {
        using var registry = new FakeRegistry(static _ => new(200, "{}"));

        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData("{}"u8));
        Assert.That(Read(registry.Address + "/a:1")?.Values, Is.EqualTo(new[] { digest }));
        Assert.That(registry.Requests[1], Does.StartWith("GET "));
    }

    [Test]
    public void MayHaveMovedTheManifest()
    {
        using var registry = new FakeRegistry(static r => r.RawUrl is "/other" ? FakeReply.Of(Digest)
            : new FakeReply(307, "", ("Location", "/other")));

        Assert.That(Read(registry.Address + "/a:1")?.Values, Is.EqualTo(new[] { Digest }));
    }

    [Test]
    public void IsAskedForAFewAtOnce()
    {
        var (now, most) = (0, 0);
        using var registry = new FakeRegistry(_ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            Thread.Sleep(20);
            Interlocked.Decrement(ref now);
            return FakeReply.Of(Digest);
        });

        var digests = Read([.. Enumerable.Range(0, 40).Select(i => $"{registry.Address}/a{i}")]);

        Assert.That(digests, Has.Count.EqualTo(40));
        Assert.That(most, Is.InRange(2, 8));
    }

    [Test]
    public void IsLeftAloneInACancelledBuild()
    {
        using var registry = new FakeRegistry(static _ => FakeReply.Of(Digest));

        var digests = RegistryReader.Read(
            new(Docker.Settings(("HOME", "/nope")), [registry.Address + "/a"]),
            new FakeCommandRunner(), _problems, new(canceled: true));

        Assert.That((digests, registry.Requests.Count), Is.EqualTo(((IReadOnlyDictionary<string, string>?)null, 0)));
    }

    [Test]
    public void IsReachedThroughTheProxyOfTheEnvironment()
    {
        using var proxy = new FakeRegistry(static _ => new(400));

        RegistryReader.Read(
            new(
                Docker.Settings(("HOME", "/nope"), ("https_proxy", $"http://me:hidden@{proxy.Address}")),
                ["registry.example/a"]),
            new FakeCommandRunner(), _problems, CancellationToken.None);

        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryFailed));
        Assert.That(_problems.Found.Single().Message, Does.Contain(proxy.Address).And.Not.Contain("hidden"));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private IReadOnlyDictionary<string, string>? Read(params string[] references) => RegistryReader.Read(
        new(Docker.Settings(("HOME", "/nope")), references),
        new FakeCommandRunner(), _problems, CancellationToken.None);
}

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegistryThatFails
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    private readonly ProblemList _problems = new();

    [Test]
    public void IsAskedOnceMore()
    {
        var times = 0;
        using var registry = new FakeRegistry(
            _ => Interlocked.Increment(ref times) == 1 ? new FakeReply(503) : FakeReply.Of(Digest));

        Assert.That(Read(registry.Address + "/a")?.Values, Is.EqualTo(new[] { Digest }));
        Assert.That(_problems.Found, Is.Empty);
    }

    [TestCase(503, 2)]
    [TestCase(418, 1)]
    public void IsOneWarning(int status, int requests)
    {
        using var registry = new FakeRegistry(_ => new(status));

        Assert.That(Read(registry.Address + "/a"), Is.Empty);
        Assert.That(registry.Requests, Has.Count.EqualTo(requests));
        Assert.That(
            _problems.Found.Single().Message,
            Does.StartWith($"The registry {registry.Address} ").And.Contain($"{status}."));
    }

    [Test]
    public void IsNotAskedForTheOthers()
    {
        using var registry = new FakeRegistry(static _ => new(500));
        using var other = new FakeRegistry(static _ => FakeReply.Of(Digest));

        var digests = Read([.. Enumerable.Range(0, 100).Select(i => $"{registry.Address}/a{i}"), other.Address + "/b"]);

        Assert.That(digests?.Keys, Is.EqualTo(new[] { other.Address + "/b" }));
        Assert.That(registry.Requests, Has.Count.LessThan(40));
        Assert.That(_problems.Found, Has.Count.EqualTo(1));
    }

    [Test]
    public void IsNotThere()
    {
        Assert.That(Read("127.0.0.1:1/a:1"), Is.Empty);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.RegistryFailed));
        Assert.That(_problems.Found.Single().Message, Does.Contain("refused"));
    }

    [Test]
    public void IsTooSlow()
    {
        using var never = new ManualResetEventSlim();
        using var registry = new FakeRegistry(_ =>
        {
            never.Wait();
            return new(500);
        });

        Assert.That(Read(registry.Address + "/a:1"), Is.Empty);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.RegistrySilent));
        Assert.That(_problems.Found.Single().Message, Does.Contain("no answer within 1 s,"));
        never.Set();
    }

    private IReadOnlyDictionary<string, string>? Read(params string[] references)
    {
        var docker = Docker.Settings(("HOME", "/nope")) with { Timeout = TimeSpan.FromSeconds(1) };
        return RegistryReader.Read(new(docker, references), new FakeCommandRunner(), _problems, CancellationToken.None);
    }
}
