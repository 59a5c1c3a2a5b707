using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Records;
using Esb.Build.Staleness;
using Esb.Testing;

namespace Esb.Build.Tests.Staleness;

/// <summary>What images would be made of is kept for the next build, and not for ever.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InputsOfManyPlans : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void AreNotMoreAndMore()
    {
        ImagesRecord.Write(Paths.ImagesFile, [new("a", "a", "service", "") { Fingerprint = "0" }], static _ => false);
        for (var i = 0; i < 500; i++)
        {
            Look($"{i}");
            File.SetLastWriteTimeUtc(Path.Join(Paths.InputsDirectory, $"{i}"), DateTime.UtcNow.AddHours(-1));
        }

        Assert.That(Directory.GetFiles(Paths.InputsDirectory), Has.Length.LessThan(250));
        Assert.That(InputsFolder.Read(Paths.InputsDirectory, "0"), Is.Not.Null, "a record has it");
        Assert.That(InputsFolder.Read(Paths.InputsDirectory, "499"), Is.Not.Null, "this plan has it");
    }

    [Test]
    public void AreKeptForABuildThatWaits()
    {
        foreach (var fingerprint in (string[])["waiting", "young", "old"])
        {
            Look(fingerprint);
            if (fingerprint is not "young")
                File.SetLastWriteTimeUtc(Path.Join(Paths.InputsDirectory, fingerprint), DateTime.UtcNow.AddHours(-1));
        }

        var definition = Esb.Build.Tests.Bake.PlainImage.Of("a");
        var image = new PlannedImage(definition, new("a", "waiting") { Content = "" });
        BuildPlanFile.Write(new(Paths, "1", [image]) { SdkVersion = "1" });
        InputsFolder.Trim(Paths, []);
        Assert.That(
            Directory.GetFiles(Paths.InputsDirectory).Select(Path.GetFileName), Is.EquivalentTo(["waiting", "young"]));
    }

    private ProjectPaths Paths => ProjectPaths.Of(_folder["p.esbproj"], _folder.Root, ".esb", new("out"));

    private void Look(string fingerprint) => InputsFolder.Write(
        Paths, [new("a", fingerprint, new InputManifest([], [])) { Content = "" }], new ProblemList());
}
