using Esb.Build.Engines;
using Esb.Build.Records;
using Esb.Build.Staleness;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>
/// Items <c>EsbStaleImage</c>, the one place where their metadata is translated: planned images that must be built,
/// with the reason, and with what the engine said when that was decided.
/// </summary>
internal static class EsbStaleImageItems
{
    private const string Reason = "Reason";
    private const string Engine = "Engine";
    private const string Builder = "Builder";
    private const string ExternalIdentities = "ExternalIdentities";

    public static TaskItem Write(ITaskItem planned, ImageDecision decision, EngineState engine)
    {
        var item = new TaskItem(planned);
        item.SetMetadata(Reason, ItemMetadata.Escape(decision.Reason));
        item.SetMetadata(Engine, ItemMetadata.Escape(engine.EngineId));
        item.SetMetadata(Builder, ItemMetadata.Escape(engine.Builder));
        var external = EsbPlannedImageItems.ReadState(planned).ExternalImages
            .Select(r => $"{r}={engine.Images.GetValueOrDefault(r, "")}");
        item.SetMetadata(ExternalIdentities, string.Join(';', external.Select(ItemMetadata.Escape)));
        return item;
    }

    /// <summary>What to record of the image when it was built.</summary>
    public static ImageRecord ReadRecord(ITaskItem item)
    {
        var (target, name, kind, mode) = EsbPlannedImageItems.ReadIdentity(item);
        var state = EsbPlannedImageItems.ReadState(item);
        return new(target, name, kind, mode)
        {
            References = state.References,
            Fingerprint = state.Fingerprint,
            UncheckedSince = state.Changed,
            Engine = item.GetMetadata(Engine),
            Builder = item.GetMetadata(Builder),
            ExternalImages = new SortedDictionary<string, string>(
                ItemMetadata.List(item, ExternalIdentities).ToDictionary(
                    static entry => entry[..entry.IndexOf('=', StringComparison.Ordinal)],
                    static entry => entry[(entry.IndexOf('=', StringComparison.Ordinal) + 1)..],
                    StringComparer.Ordinal),
                StringComparer.Ordinal),
        };
    }
}
