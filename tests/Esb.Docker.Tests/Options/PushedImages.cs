using Esb.Testing;

namespace Esb.Docker.Tests.Options;

/// <summary><c>EsbPush</c> puts the images into the registry, and they stay in the engine too.</summary>
public sealed class PushedImages : DockerFixture
{
    private DockerRegistry _registry = null!;
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Push()
    {
        _registry = new();
        _folder = NewImage(VersionOnly, "Tags=\"extra\"");
        _folder.MustBuild("-t:EsbPush", "-p:EsbRegistry=" + _registry.Address);
    }

    [OneTimeTearDown]
    public void Stop() => _registry.Dispose();

    [TestCase("latest")]
    [TestCase("extra")]
    public void AreInBothWithOneDigest(string tag)
    {
        var digest = _registry.Digest($"{_folder.Brand}-svc", tag);
        Assert.That(digest, Does.StartWith("sha256:"));
        Assert.That(DockerEngine.Digest($"{_registry.Address}/{_folder.Image(tag: tag)}"), Is.EqualTo(digest));
        Assert.That(_folder.Record["svc"].GetProperty("digest").GetString(), Is.EqualTo(digest));
    }

    [Test]
    public void HaveTheirImmutableTagThereToo()
    {
        var immutable = _folder.Record["svc"].GetProperty("references")[1].GetString()!;
        Assert.That(
            _registry.Digest($"{_folder.Brand}-svc", immutable[(immutable.LastIndexOf(':') + 1)..]),
            Does.StartWith("sha256:"));
    }
}
