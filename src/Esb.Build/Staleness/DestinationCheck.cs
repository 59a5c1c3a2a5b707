using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Records;

namespace Esb.Build.Staleness;

/// <summary>Whether an image is still where it was put, under all of its names.</summary>
internal static class DestinationCheck
{
    public static void Add(
        List<InputChange> changes, StalenessQuestion question, PlannedImage image, ImageRecord record)
    {
        if (image.Destination.HasFlag(Destination.Engine))
            Add(changes, question.Engine.Images, image.EngineReferences, (record, "the engine"));
        if (image.Destination.HasFlag(Destination.Registry))
            Add(changes, question.Registry, image.References, (record, "the registry"));
    }

    private static void Add(
        List<InputChange> changes,
        IReadOnlyDictionary<string, string> there,
        IReadOnlyList<string> references,
        (ImageRecord Image, string Place) expected)
    {
        var missing = references.Where(r => !there.ContainsKey(r)).ToList();
        if (missing.Count == references.Count)
        {
            changes.Add(Change(references[0], expected.Image.Digest, "", $"image is no longer in {expected.Place}"));
            return;
        }

        foreach (var reference in missing)
            changes.Add(Change(reference, expected.Image.Digest, "", $"{reference} is no longer in {expected.Place}"));
        foreach (var reference in references)
        {
            if (there.TryGetValue(reference, out var digest) && !expected.Image.IsCalled(digest))
            {
                changes.Add(Change(
                    reference, expected.Image.Digest, digest, $"{reference} is another image in {expected.Place} now"));
            }
        }
    }

    private static InputChange Change(string reference, string old, string now, string reason) =>
        new(InputKind.Image, reference, old, now) { Reason = reason };
}
