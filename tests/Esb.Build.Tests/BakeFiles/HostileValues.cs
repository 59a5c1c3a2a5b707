using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Esb.Build.Bake;
using Esb.Build.Definitions;
using Esb.Build.Images;
using Esb.Testing;

namespace Esb.Build.Tests.BakeFiles;

public sealed class HostileValues
{
    private static readonly string[] Hostile =
    [
        "${HOME}", "$${HOME}", "%{if true}x%{endif}", "\"quoted\"", "a,b", "back\\slash", "line\nend", "a;b", "日本語é🚀",
            "'", "<&>+`", "\t", "100%", " blank ", "",
    ];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCaseSource(nameof(Hostile))]
    public void AreReadByBakeAsWritten(string value)
    {
        var key = "k" + value;
        var target = Write(Image with
        {
            Context = "/" + value,
            Dockerfile = "/d" + value,
            Stage = "s" + value,
            Arguments = Map(key, value),
            Labels = Map(key, value),
            Contexts = Map(key, "/" + value),
            Ssh = ["default", "id=/" + value],
        });
        Assert.That(
            ((string[])["context", "dockerfile", "target"])
                .Select(name => HclTemplate.Read(target.GetProperty(name).GetString()!)),
            Is.EqualTo(["/" + value, "/d" + value, "s" + value]));
        Assert.That(Values(target, "args"), Is.EqualTo([(key, value)]));
        Assert.That(Values(target, "labels"), Is.EqualTo([(key, value)]));
        Assert.That(Values(target, "contexts"), Is.EqualTo([(key, "/" + value)]));
        Assert.That(List(target, "ssh"), Is.EqualTo(["default", "id=/" + value]));
    }

    [TestCaseSource(nameof(Hostile))]
    public void AreReadByBuildKitAsWrittenInSecrets(string value)
    {
        var target = Write(Image with { Secrets = [new("i" + value, "/" + value, ""), new("e", "", "V" + value)] });
        Assert.That(List(target, "secret").Select(CsvFields.TryParse), Is.EqualTo(
            (string[][])[["id=i" + value, "src=/" + value], ["id=e", "env=V" + value]]));
    }

    [Test]
    public void AreReadableUtf8WithoutByteOrderMark()
    {
        Write(Image with { Arguments = Map("A", "日本語é<&>'+") });
        var bytes = File.ReadAllBytes(_folder["bake.json"]);
        Assert.That(bytes[0], Is.EqualTo((byte)'{'));
        Assert.That(Encoding.UTF8.GetString(bytes), Does.Contain("\"A\": \"日本語é<&>'+\"").And.Not.Contain('\r'));
    }

    [Test]
    public void AreNothingThatIsNotSaid() =>
        Assert.That(Write(Image).EnumerateObject().Select(static p => p.Name), Is.EqualTo(["context", "dockerfile"]));

    [Test]
    public void AreAllThatIsSaid()
    {
        var target = Write(Image with
        {
            Network = "none",
            NoCache = true,
            Pull = true,
            Platforms = [Platform.TryParse("linux/amd64")!, Platform.TryParse("linux/arm64")!],
            References = [ImageReference.TryParse("a:1")!],
            Outputs = ["type=docker"],
            Attestations = ["type=sbom"],
        });
        Assert.That(target.EnumerateObject().Skip(2).Select(static p => $"{p.Name}={p.Value}"), Is.EqualTo(
            [
                "tags=[\"a:1\"]", "platforms=[\"linux/amd64\",\"linux/arm64\"]", "network=none", "no-cache=True", "pull=True",
                "attest=[\"type=sbom\"]", "output=[\"type=docker\"]",
            ]).Using<string>(static (a, b) => Squeeze(a).Equals(Squeeze(b), StringComparison.Ordinal)));
    }

    private static string Squeeze(string json) =>
        string.Concat(json.Where(static c => !char.IsWhiteSpace(c)).Select(static c => c.ToString()));

    private static ImageDefinition Image =>
        new("t", ImageName.TryParse("t")!, ImageKind.Service, new("p")) { Context = "/c", Dockerfile = "/c/D" };

    private static ImmutableSortedDictionary<string, string> Map(string key, string value) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(key, value);

    private static IEnumerable<(string Key, string Value)> Values(JsonElement target, string name) =>
        target.GetProperty(name).EnumerateObject()
            .Select(static p => (HclTemplate.Read(p.Name), HclTemplate.Read(p.Value.GetString()!)));

    private static IEnumerable<string> List(JsonElement target, string name) =>
        target.GetProperty(name).EnumerateArray().Select(static v => HclTemplate.Read(v.GetString()!));

    private JsonElement Write(ImageDefinition image)
    {
        BakeFile.Write(_folder["bake.json"], [image], [("default", ["t"])]);
        using var document = JsonDocument.Parse(_folder.Read("bake.json"));
        return document.RootElement.GetProperty("target").GetProperty("t").Clone();
    }
}
