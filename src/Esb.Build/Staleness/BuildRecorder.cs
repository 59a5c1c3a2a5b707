using System.Diagnostics;
using Esb.Build.Fingerprints;
using Esb.Build.Records;

namespace Esb.Build.Staleness;

/// <summary>
/// Records each image when it was built, and when the build is over, whether its files stayed meanwhile what they were
/// when the build was planned: an image of a file that changed in between is nobody's.
/// </summary>
/// <param name="imagesFile">Absolute path of the record.</param>
/// <param name="known">Targets of the project: an image that has left it is in the record no more.</param>
public sealed class BuildRecorder(string imagesFile, IReadOnlySet<string> known)
{
    // A record of a thousand images takes some milliseconds to write, so not after each of them: a build that is killed
    // loses the last few, which are then built again from the cache.
    private const int WritingAtMostOneIn = 20;

    private readonly List<ImageRecord> _records = [];
    private readonly Stopwatch _sinceWriting = new();
    private TimeSpan _cost;

    /// <summary>All that was built.</summary>
    public IReadOnlyList<ImageRecord> Records => _records;

    /// <exception cref="IOException">The record cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Add(ImageRecord record)
    {
        _records.Add(record);
        if (!_sinceWriting.IsRunning || _sinceWriting.Elapsed > _cost * WritingAtMostOneIn)
            Write(_records, []);
    }

    /// <param name="sizes">Bytes, by an image's first reference; written by <see cref="Finish"/>.</param>
    public void AddSizes(IReadOnlyDictionary<string, long> sizes)
    {
        for (var i = 0; i < _records.Count; i++)
        {
            var reference = _records[i].References.FirstOrDefault("");
            _records[i] = _records[i] with { Size = sizes.GetValueOrDefault(reference, 0) };
        }
    }

    /// <param name="now">What the images would be made of now, by target; empty when nobody looked.</param>
    /// <returns>Targets that were built while somebody changed their files: they are not recorded.</returns>
    /// <exception cref="IOException">The record cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public IReadOnlyList<string> Finish(IReadOnlyDictionary<string, ImageInputs> now)
    {
        var changed = new List<string>();
        var kept = new List<ImageRecord>(_records.Count);
        foreach (var record in _records)
        {
            if (!now.TryGetValue(record.Target, out var inputs))
                kept.Add(record);
            else if (IsSame(record, inputs))
                kept.Add(record with { UncheckedSince = 0 });
            else
                changed.Add(record.Target);
        }

        Write(kept, changed);
        return changed;
    }

    private static bool IsSame(ImageRecord record, ImageInputs now) =>
        now.Fingerprint.Equals(record.Fingerprint, StringComparison.Ordinal) && now.Changed == record.UncheckedSince;

    private void Write(IReadOnlyList<ImageRecord> records, IReadOnlyCollection<string> forgotten)
    {
        var start = Stopwatch.GetTimestamp();
        bool IsForgotten(string target) =>
            !known.Contains(target) || forgotten.Contains(target, StringComparer.Ordinal);
        ImagesRecord.Write(imagesFile, records, IsForgotten);
        _cost = Stopwatch.GetElapsedTime(start);
        _sinceWriting.Restart();
    }
}
