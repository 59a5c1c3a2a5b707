using System.Runtime.InteropServices;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Fingerprints;

/// <summary>
/// The digests of an earlier run, each with the status that its file had. Threads may look up at the same time.
/// </summary>
internal sealed class StatCache
{
    // What is kept of files that are no longer looked at: another mode or another selection will ask for them again.
    private const int UnseenAllowed = 10_000;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _keepsAll;
    private readonly bool[] _isSeen;

    /// <param name="bytes">Records, sorted by path.</param>
    /// <param name="keepsAll">Whether nothing is ever forgotten.</param>
    public StatCache(ReadOnlyMemory<byte> bytes, bool keepsAll = false)
    {
        (_bytes, _keepsAll) = (bytes, keepsAll);
        _isSeen = new bool[Records.Length];
    }

    public static StatCache Empty => new(ReadOnlyMemory<byte>.Empty);

    public ReadOnlySpan<StatRecord> Records => MemoryMarshal.Cast<byte, StatRecord>(_bytes.Span);

    public StatRecord? Find(PathHash path)
    {
        var records = Records;
        if (records.IsEmpty)
            return null;

        // Hashes are spread evenly, so the place is known but for a few steps.
        var value = path.Value;
        var at = (int)Math.BigMul(value, (ulong)records.Length, out _);
        while (at > 0 && records[at].Path >= value)
            at--;
        while (at < records.Length && records[at].Path < value)
            at++;
        if (at == records.Length || records[at].Path != value)
            return null;

        _isSeen[at] = true;
        return records[at];
    }

    /// <summary>What to remember of a file that was read.</summary>
    /// <param name="status">From before it was read.</param>
    /// <param name="isSettled">Whether a later change is sure to give it another status.</param>
    public static StatRecord Plan(FileStatus status, (ulong Path, ContentDigest Digest) file, bool isSettled) =>
        new(
            file.Path, status.Identity, status.Size, status.Modified, file.Digest,
            isSettled ? StatFlags.None : StatFlags.Racy);

    /// <summary>Whether <see cref="Merge"/> will forget files: too many are no longer looked at.</summary>
    public bool Forgets =>
        !_keepsAll && _isSeen.AsSpan().Count(false) > UnseenAllowed + _isSeen.AsSpan().Count(true);

    /// <summary>The records for the next run.</summary>
    /// <param name="changed">Of files that were read.</param>
    /// <returns><see langword="null"/> when they are the same as now.</returns>
    public byte[]? Merge(List<StatRecord> changed)
    {
        var keepsUnseen = !Forgets;
        if (changed.Count == 0 && keepsUnseen)
            return null;

        // By everything, so that two threads that read the same file leave the same file.
        changed.Sort(static (a, b) => a.Path.CompareTo(b.Path) is var order and not 0
            ? order
            : a.Identity.Inode.CompareTo(b.Identity.Inode));
        var merged = new List<StatRecord>(Records.Length + changed.Count);
        var next = 0;
        for (var i = 0; i < Records.Length; i++)
        {
            for (; next < changed.Count && changed[next].Path < Records[i].Path; next++)
                Add(merged, changed[next]);
            var isReplaced = next < changed.Count && changed[next].Path == Records[i].Path;
            if (!isReplaced && (keepsUnseen || _isSeen[i]))
                merged.Add(Records[i]);
        }

        for (; next < changed.Count; next++)
            Add(merged, changed[next]);
        return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(merged)).ToArray();
    }

    private static void Add(List<StatRecord> merged, StatRecord record)
    {
        if (merged.Count == 0 || merged[^1].Path != record.Path)
            merged.Add(record);
    }
}
