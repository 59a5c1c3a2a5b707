using System.Text;
using Esb.Testing;

namespace Esb.Docker.Tests.Caches;

/// <summary>
/// Caches that a crash, a full disk or a careless copy has left: one warning, right images, and a right cache again.
/// </summary>
public sealed class DamagedCaches : CacheFixture
{
    private const string Index = "index.json";

    private string _cache = "";
    private string _before = "";

    // One repository fills what the others take.
    [OneTimeSetUp]
    public void Fill()
    {
        Write();
        Build("local", []);
        _before = Results();
        _cache = CacheFolder;
        Forget();
    }

    [SetUp]
    public void Take()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(CacheFolder)!);
        ProgramRun.Must(Files.Root, "cp", "--recursive", _cache, CacheFolder);
        ForgetSteps();
    }

    [TestCase("cut index", "cut manifest")]
    [TestCase("lost manifest", "empty index")]
    [TestCase("index of nothing", "another config")]
    [TestCase("cut config", "index of another kind")]
    [TestCase("garbage for an index", "lost layers")]
    [TestCase("cut layers", "other layers")]
    [TestCase("other layers", "other layers")]
    public void CostAWarningAndTime(string damage, string damageOfBase)
    {
        Damage(Place("leaf"), damage);
        Damage(Place("base"), damageOfBase);
        var build = Folder.MustBuild("-t:EsbImages", "-p:EsbCache=local");
        Assert.That(build.Codes.Distinct(StringComparer.Ordinal), Is.EqualTo(["ESB1153"]), build.ToString());
        var after = Results();
        Assert.That(after, Is.Not.EqualTo(_before));

        Forget();
        Build("local", []);
        Assert.That(Results(), Is.EqualTo(after));
    }

    [Test]
    public void MayBeHalves()
    {
        Directory.CreateDirectory(Path.Join(Place("leaf"), "ingest/half"));
        File.Delete(Path.Join(Place("leaf"), Index));
        Build("local", []);
        Assert.That(Results()[..20], Is.EqualTo(_before[..20]), "the base has its cache");
        Assert.That(Directory.Exists(Path.Join(Place("leaf"), "ingest/half")), Is.False);
    }

    private static void Damage(string place, string how)
    {
        var index = Path.Join(place, Index);
        switch (how)
        {
            case "cut index":
                File.WriteAllText(index, File.ReadAllText(index)[..40]);
                break;
            case "empty index":
                File.WriteAllText(index, "");
                break;
            case "index of nothing":
                File.WriteAllText(index, """{"schemaVersion":2,"manifests":[]}""");
                break;
            case "index of another kind":
                File.WriteAllText(index, """[{"manifests":[{"digest":"sha256:../../x","size":"1"}]}]""");
                break;
            case "garbage for an index":
                File.WriteAllBytes(index, [0, 1, 2, 0xFF]);
                break;
            default:
                foreach (var blob in Blobs(place, how.Split(' ')[1]))
                    DamageBlob(blob, how.Split(' ')[0]);
                break;
        }
    }

    private static void DamageBlob(string blob, string how)
    {
        if (how is "lost")
        {
            File.Delete(blob);
            return;
        }

        using var file = File.OpenWrite(blob);
        if (how is "cut")
        {
            file.SetLength(file.Length / 2);
            return;
        }

        // A digit of a digest, or a byte of a layer.
        file.Position = file.Length / 2;
        file.WriteByte((byte)'7');
        file.WriteByte((byte)'3');
    }

    // By what they hold: the manifest names the config, which begins with its layers.
    private static IReadOnlyList<string> Blobs(string place, string kind) =>
    [
        .. Directory.GetFiles(Path.Join(place, "blobs/sha256")).Where(blob => kind switch
        {
            "manifest" => Begins(blob, "{\"schemaVersion\""),
            "config" => Begins(blob, "{\"layers\""),
            _ => !Begins(blob, "{\""),
        }),
    ];

    private static bool Begins(string blob, string text)
    {
        using var file = File.OpenRead(blob);
        Span<byte> bytes = stackalloc byte[text.Length];
        return file.Read(bytes) == text.Length
            && Encoding.UTF8.GetString(bytes).Equals(text, StringComparison.Ordinal);
    }
}
