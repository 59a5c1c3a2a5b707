using Esb.Build.Records;
using Esb.Testing;

namespace Esb.Build.Tests.Records;

/// <summary>What <c>obj/esb/images.json</c> says, and what of another hand is not believed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordText : IDisposable
{
    private const string Text = """
        {
          "format": 3,
          "images": [
            {
              "target": "a",
              "name": "esb-a",
              "kind": "service",
              "mode": "",
              "references": [
                "esb-a:latest"
              ],
              "digest": "sha256:1",
              "other_digests": [
                "sha256:3"
              ],
              "manifest_list": true,
              "git_sha": "c0ffee",
              "seconds": 1.25,
              "steps": 3,
              "cached_steps": 2,
              "size": 5000000000,
              "fingerprint": "f",
              "content": "c",
              "engine": "e",
              "builder": "default (docker)",
              "external_images": {
                "debian:12": "sha256:2"
              },
              "unchecked_since": 1700000000000000000
            }
          ]
        }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void IsTheSameAfterReadingAndWriting()
    {
        var images = ImagesRecord.Read(_folder.Write("before.json", Text));
        ImagesRecord.Write(_folder["after.json"], images, static _ => false);
        Assert.That(File.ReadAllText(_folder["after.json"]), Is.EqualTo(Text));
    }

    [TestCase(",\n      \"unchecked_since\": 1700000000000000000", "")]
    [TestCase("\n      \"other_digests\": [\n        \"sha256:3\"\n      ],", "")]
    [TestCase("\n      \"manifest_list\": true,", "")]
    [TestCase("\"kind\"", "\"added by a newer SDK\": [1],\n\"kind\"")]
    public void IsBelievedWith(string present, string other) => Assert.That(Read(present, other), Has.Count.EqualTo(1));

    [TestCase("\"format\": 3", "\"format\": 1")]
    [TestCase("\"format\": 3,", "")]
    [TestCase("\"format\": 3", "\"format\": \"3\"")]
    [TestCase("\"target\": \"a\",", "")]
    [TestCase("\"target\": \"a\"", "\"target\": null")]
    [TestCase("\"esb-a:latest\"", "null")]
    [TestCase("\"fingerprint\": \"f\"", "\"fingerprint\": 7")]
    [TestCase("\"fingerprint\": \"f\",", "")]
    [TestCase("\"manifest_list\": true", "\"manifest_list\": 1")]
    [TestCase("\"steps\": 3", "\"steps\": 3.5")]
    [TestCase("\"size\": 5000000000", "\"size\": 99999999999999999999")]
    [TestCase("\"sha256:2\"", "null")]
    [TestCase("\"sha256:2\"", "\"sha256:2\", \"debian:12\": \"sha256:3\"")]
    [TestCase("1700000000000000000", "\"now\"")]
    [TestCase("\"images\": [", "\"images\": [ null,")]
    [TestCase("}\n  ]", "}\n")]
    public void IsNotBelievedWith(string present, string other) => Assert.That(Read(present, other), Is.Empty);

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\uFEFF{}")]
    public void IsNotBelievedWhere(string text) =>
        Assert.That(ImagesRecord.Read(_folder.Write("images.json", text)), Is.Empty);

    [Test]
    public void IsNotBelievedWhereOneTargetStandsTwice()
    {
        var begin = Text.IndexOf("    {\n      \"target\"", StringComparison.Ordinal);
        var image = Text[begin..Text.IndexOf("\n  ]", StringComparison.Ordinal)];
        Assert.That(Read(image, image + "," + image), Is.Empty);
    }

    private IReadOnlyList<ImageRecord> Read(string present, string other)
    {
        Assert.That(Text, Does.Contain(present));
        return ImagesRecord.Read(_folder.Write("images.json", Text.Replace(present, other, StringComparison.Ordinal)));
    }
}
