using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Records;
using Esb.Build.Staleness;
using Esb.Testing;

namespace Esb.Build.Tests.Staleness;

/// <summary>Two images that are up to date: os-base, and gateway, which is built from it.</summary>
public sealed class GatewayState : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GatewayState()
    {
        Base = State("os-base", "b1");
        Gateway = State("gateway", "g1");
        Define(static g => g with { BuiltFrom = ["os-base"], ExternalImages = ["debian:12"] });
        Records = [RecordOf(Base), RecordOf(Gateway) with { ExternalImages = Values(("debian:12", "sha256:deb")) }];
        Engine = new("engine-1", "default (docker)", Values(
            ("esb-os-base:latest", "sha256:os-base"), ("esb-os-base:g-1", "sha256:os-base"),
            ("esb-gateway:latest", "sha256:gateway"), ("esb-gateway:g-1", "sha256:gateway"),
            ("debian:12", "sha256:deb")));
    }

    public PlannedImage Base { get; set; }

    public PlannedImage Gateway { get; set; }

    public IReadOnlyList<ImageRecord> Records { get; set; }

    public EngineState Engine { get; set; }

    public Dictionary<string, string> Registry { get; } = new(StringComparer.Ordinal);

    public ImageRecord GatewayRecord
    {
        get => Records[1];
        set => Records = [Records[0], value];
    }

    public static string Fingerprint(string digits) => digits.PadRight(64, '0');

    public void Define(Func<ImageDefinition, ImageDefinition> change) =>
        Gateway = Gateway with { Definition = change(Gateway.Definition) };

    public void Find(Func<ImageKeys, ImageKeys> change) => Gateway = Gateway with { Keys = change(Gateway.Keys) };

    /// <summary>Target and reason of each stale image.</summary>
    public IEnumerable<string> Reasons => StaleLines.Plan(Decisions, explains: false)
        .Where(static line => line.Contains(':', StringComparison.Ordinal));

    public IReadOnlyList<ImageDecision> Decisions => StalenessPlanner.Plan(
        new([Base, Gateway], Records, Engine, _folder["inputs"]) { Registry = Registry });

    /// <summary>The engine has other images now: pairs of reference and identity, an empty one is gone.</summary>
    public void InEngine(params ReadOnlySpan<(string Reference, string Identity)> images)
    {
        var all = new Dictionary<string, string>(Engine.Images, StringComparer.Ordinal);
        foreach (var (reference, identity) in images)
        {
            if (identity.Length == 0)
                all.Remove(reference);
            else
                all[reference] = identity;
        }

        Engine = Engine with { Images = all };
    }

    /// <summary>What an image of this fingerprint is made of: one build argument of this value.</summary>
    public void MadeOf(string fingerprint, string argument)
    {
        var manifest = new InputManifest([new(InputKind.Argument, "PORT", argument)], []);
        ManifestFile.Write(_folder[$"inputs/{Fingerprint(fingerprint)}"], manifest, new ProblemList());
    }

    public void Dispose() => _folder.Dispose();

    private static PlannedImage State(string target, string fingerprint)
    {
        var definition = new ImageDefinition(target, ImageName.TryParse(target)!, ImageKind.Service, new("/p.proj"))
        {
            Context = "/c",
            Dockerfile = "/c/Dockerfile",
            References =
            [
                ImageReference.TryParse($"esb-{target}:latest")!, ImageReference.TryParse($"esb-{target}:g-1")!,
            ],
            Outputs = ["type=docker"],
        };
        return new(definition, new(target, Fingerprint(fingerprint)) { Content = "c" });
    }

    private static ImageRecord RecordOf(PlannedImage image) => new(image.Target, image.Target, "service", "")
    {
        References = image.References,
        Digest = "sha256:" + image.Target,
        Fingerprint = image.Keys.Fingerprint,
        Engine = "engine-1",
        Builder = "default (docker)",
    };

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToDictionary(static v => v.Name, static v => v.Value, StringComparer.Ordinal);
}
