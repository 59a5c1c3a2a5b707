using Esb.Build.Fingerprints;
using Esb.Build.Records;

namespace Esb.Build.Staleness;

/// <summary>
/// Decides which images must be built: an image is up to date when what it is made of is what it was made of last time,
/// and it is still where it was put. In doubt it is built.
/// </summary>
public static class StalenessPlanner
{
    /// <returns>One decision an image, in the same order.</returns>
    public static IReadOnlyList<ImageDecision> Plan(StalenessQuestion question)
    {
        var records = question.Records.ToDictionary(static r => r.Target, StringComparer.Ordinal);
        var causes = new Dictionary<string, string>(StringComparer.Ordinal);
        var decisions = new List<ImageDecision>(question.Images.Count);
        foreach (var image in question.Images)
        {
            var changes = Changes(question, image, records.GetValueOrDefault(image.Target), causes);
            decisions.Add(new(image.Target, changes));
            if (changes.Count > 0)
                causes[image.Target] = changes[0].Reason;
        }

        return decisions;
    }

    private static IReadOnlyList<InputChange> Changes(
        StalenessQuestion question, PlannedImage image, ImageRecord? record, Dictionary<string, string> causes)
    {
        if (image.Keys.AlwaysBuild.Length > 0)
            return [Change(InputKind.Setting, "", image.Keys.AlwaysBuild)];
        if (record is null)
            return ManifestDiff.Plan(recorded: null, new([], []));
        if (!record.Fingerprint.Equals(image.Keys.Fingerprint, StringComparison.Ordinal))
            return Inputs(question, image, record, causes);

        var changes = new List<InputChange>();
        if (record.UncheckedSince != 0 && record.UncheckedSince != image.Keys.Changed)
            changes.Add(Change(InputKind.Record, "", "its files were touched since a build that did not end"));
        AddBases(changes, image, causes);
        AddMachine(changes, question, record);
        AddExternal(changes, question, image, record);
        DestinationCheck.Add(changes, question, image, record);
        return changes;
    }

    private static IReadOnlyList<InputChange> Inputs(
        StalenessQuestion question, PlannedImage image, ImageRecord record, Dictionary<string, string> causes)
    {
        var now = InputsFolder.Read(question.InputsDirectory, image.Keys.Fingerprint);
        var old = InputsFolder.Read(question.InputsDirectory, record.Fingerprint);
        var changes = now is null || old is null ? [] : ManifestDiff.Plan(old, now, causes);
        return changes.Count > 0
            ? changes
            : [Change(InputKind.Record, "", "what it was built from is no longer known in detail")];
    }

    // An image that is built again need not be the same image, even if all that it is made of is.
    private static void AddBases(List<InputChange> changes, PlannedImage image, Dictionary<string, string> causes)
    {
        foreach (var target in image.Definition.BuiltFrom)
        {
            if (causes.TryGetValue(target, out var cause))
                changes.Add(Change(InputKind.Base, target, $"base image {target} is rebuilt ({cause})"));
        }
    }

    private static void AddMachine(List<InputChange> changes, StalenessQuestion question, ImageRecord record)
    {
        var (engine, builder, _) = question.Engine;
        if (!record.Engine.Equals(engine, StringComparison.Ordinal))
            changes.Add(new(InputKind.Engine, "", record.Engine, engine) { Reason = "the engine is another one" });
        if (!record.Builder.Equals(builder, StringComparison.Ordinal))
        {
            changes.Add(new(InputKind.Engine, "", record.Builder, builder)
            {
                Reason = $"the builder is {builder} now, was {record.Builder}",
            });
        }
    }

    private static void AddExternal(
        List<InputChange> changes, StalenessQuestion question, PlannedImage image, ImageRecord record)
    {
        foreach (var reference in image.Definition.ExternalImages)
        {
            var old = record.ExternalImages.GetValueOrDefault(reference, "");
            var now = question.Engine.Images.GetValueOrDefault(reference, "");
            if (!old.Equals(now, StringComparison.Ordinal))
            {
                var what = now.Length == 0 ? "is no longer in the engine"
                    : old.Length == 0 ? "has come into the engine"
                    : "is another image now";
                changes.Add(new(InputKind.Base, reference, old, now) { Reason = $"base image {reference} {what}" });
            }
        }
    }

    private static InputChange Change(InputKind kind, string name, string reason) =>
        new(kind, name, "", "") { Reason = reason };
}
