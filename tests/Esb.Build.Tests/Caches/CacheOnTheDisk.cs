using System.Security.Cryptography;
using System.Text;
using Esb.Build.Caches;
using Esb.Testing;

namespace Esb.Build.Tests.Caches;

/// <summary>What is seen of a local cache before BuildKit gets it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CacheOnTheDisk : IDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string ConfigType = "application/vnd.buildkit.cacheconfig.v0";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";

    private readonly TemporaryFolder _folder = new();
    private readonly string _layer;
    private readonly string _config;
    private readonly string _manifest;

    public CacheOnTheDisk()
    {
        _layer = Blob("layer", LayerType);
        _config = Blob("{\"layers\":[]}", ConfigType);
        _manifest = Blob($$"""{"schemaVersion":2,"config":{{_config}},"layers":[{{_layer}}]}""", ManifestType);
        Index(_manifest);
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public void IsUsableAsBuildKitWritesIt()
    {
        var cache = CacheReader.Read(_folder.Root);
        Assert.That((cache.IsUsable, cache.Damage), Is.EqualTo((true, "")));
        Assert.That(cache.Digest, Is.EqualTo(DigestOf(_manifest)));
        Assert.That(cache.Blobs.Select(static b => b.Digest), Is.EquivalentTo(
            [DigestOf(_manifest), DigestOf(_config), DigestOf(_layer)]));
    }

    [Test]
    public void IsEmptyBeforeTheFirstBuild()
    {
        File.Delete(_folder["index.json"]);
        Assert.That(CacheReader.Read(_folder.Root), Is.EqualTo(CacheContent.Empty));
        Assert.That(CacheReader.Read(_folder["none"]), Is.EqualTo(CacheContent.Empty));
    }

    [TestCase("", "cannot be understood")]
    [TestCase("{\"manifests\":[{\"dig", "cannot be understood")]
    [TestCase("{}", "is empty")]
    [TestCase("{\"schemaVersion\":2,\"manifests\":[]}", "is empty")]
    [TestCase("[{\"manifests\":[]}]", "no OCI layout")]
    [TestCase("{\"manifests\":[7]}", "no OCI layout")]
    [TestCase("{\"manifests\":[{\"digest\":\"sha256:../../x\",\"size\":1}]}", "no OCI layout")]
    [TestCase("{\"manifests\":[{\"digest\":7,\"size\":1}]}", "no OCI layout")]
    public void IsDamagedWithAnotherIndex(string index, string why)
    {
        File.WriteAllText(_folder["index.json"], index);
        Assert.That(CacheReader.Read(_folder.Root).Damage, Does.Contain(why));
    }

    [Test]
    public void IsDamagedWithAnIndexOfAnotherKindOfBytes()
    {
        File.WriteAllBytes(_folder["index.json"], [0, 1, 2, 0xFF]);
        Assert.That(CacheReader.Read(_folder.Root).Damage, Does.Contain("cannot be understood"));
    }

    [TestCase("manifest")]
    [TestCase("config")]
    [TestCase("layer")]
    public void IsDamagedWithoutOneOfItsParts(string part)
    {
        File.Delete(FileOf(part));
        Assert.That(CacheReader.Read(_folder.Root).Damage, Does.EndWith(" is missing"));
    }

    [TestCase("manifest")]
    [TestCase("config")]
    [TestCase("layer")]
    public void IsDamagedWithHalfAPart(string part)
    {
        File.WriteAllText(FileOf(part), "{");
        Assert.That(CacheReader.Read(_folder.Root).Damage, Does.EndWith(" is not whole"));
    }

    [TestCase("manifest", true)]
    [TestCase("config", true)]
    [TestCase("layer", false)]
    public void IsDamagedWithAPartOfAnotherContent(string part, bool isSeenAtOnce)
    {
        var file = FileOf(part);
        File.WriteAllText(file, new string('7', (int)new FileInfo(file).Length));
        Assert.That(CacheReader.Read(_folder.Root).IsUsable, Is.EqualTo(!isSeenAtOnce));
        Assert.That(CacheReader.ReadAll(_folder.Root).Damage, Does.EndWith(" has another content"));
    }

    [Test]
    public void IsDamagedWhereIndexesLeadToIndexesWithoutEnd()
    {
        var inner = _manifest;
        for (var i = 0; i < 9; i++)
            inner = Blob($$"""{"manifests":[{{inner}}],"level":{{i}}}""", IndexType);
        Index(inner);
        Assert.That(CacheReader.Read(_folder.Root).Damage, Does.Contain("no OCI layout"));
    }

    private string FileOf(string part) => PathOf(part switch
    {
        "manifest" => _manifest,
        "config" => _config,
        _ => _layer,
    });

    private void Index(string blob) =>
        _folder.Write("index.json", "{\"schemaVersion\":2,\"manifests\":[" + blob + "]}");

    // Writes a file by its digest, and returns what names it.
    private string Blob(string content, string type)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        _folder.Write("blobs/sha256/" + digest, content);
        return $$"""{"mediaType":"{{type}}","digest":"sha256:{{digest}}","size":{{content.Length}}}""";
    }

    private string PathOf(string blob) => _folder["blobs/sha256/" + DigestOf(blob)["sha256:".Length..]];

    private static string DigestOf(string blob) =>
        blob[blob.IndexOf("sha256:", StringComparison.Ordinal)..blob.IndexOf("\",\"size", StringComparison.Ordinal)];
}
