using Esb.Build.Diagnostics;
using Esb.Build.Fingerprints;

namespace Esb.Build.Tests.Fingerprints;

public sealed class RecordOfABuild
{
    private GatewayImage _gateway = null!;
    private ImageInputs _inputs = null!;

    private string RecordPath => _gateway["obj/esb/built/gateway.inputs"];

    [SetUp]
    public void SetUp()
    {
        _gateway = new();
        _gateway.Image = _gateway.Image with { Arguments = _gateway.Image.Arguments.Add("GREETING", "grüß\ndich") };
        Directory.CreateDirectory(_gateway["services/gateway/empty"]);
        File.CreateSymbolicLink(_gateway["services/gateway/link"], "app.py");
        _inputs = _gateway.Look();
        var problems = new ProblemList();
        ManifestFile.Write(RecordPath, _inputs.Manifest, problems);
        Assert.That(problems.Found, Is.Empty);
    }

    [TearDown]
    public void TearDown() => _gateway.Dispose();

    [Test]
    public void HoldsEverything()
    {
        var recorded = ManifestFile.Read(RecordPath)!;
        Assert.That(recorded.Settings, Is.EqualTo(_inputs.Manifest.Settings));
        Assert.That(recorded.Contexts.SelectMany(static c => c.Files),
            Is.EqualTo(_inputs.Manifest.Contexts.SelectMany(static c => c.Files)));
        Assert.That(ManifestDiff.Plan(recorded, _inputs.Manifest), Is.Empty);
    }

    [Test]
    public void NamesNoPlaceOfThisMachine() =>
        Assert.That(File.ReadAllText(RecordPath), Does.Not.Contain(_gateway.Root));

    [Test]
    public void IsNoneWhereThereIsNoFile()
    {
        File.Delete(RecordPath);
        var change = ManifestDiff.Plan(ManifestFile.Read(RecordPath), _inputs.Manifest).Single();
        Assert.That((change.Kind, change.Reason), Is.EqualTo((InputKind.Record, "no record of an earlier build")));
    }

    [Test]
    public void IsNoneWhenCutAnywhere()
    {
        var whole = File.ReadAllBytes(RecordPath);
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(RecordPath, whole[..length]);
            Assert.That(ManifestFile.Read(RecordPath), Is.Null);
        }
    }

    [Test]
    public void IsNoneWhenAnyByteIsAnother()
    {
        var bytes = File.ReadAllBytes(RecordPath);
        for (var i = 0; i < bytes.Length; i += 5)
        {
            bytes[i] ^= 0x10;
            File.WriteAllBytes(RecordPath, bytes);
            Assert.That(ManifestFile.Read(RecordPath), Is.Null);
            bytes[i] ^= 0x10;
        }
    }

    [Test]
    public void MayBeImpossibleToWrite()
    {
        var problems = new ProblemList();
        Directory.CreateDirectory(_gateway["folder"]);
        ManifestFile.Write(_gateway["folder"], _inputs.Manifest, problems);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.CannotWrite));
    }
}
