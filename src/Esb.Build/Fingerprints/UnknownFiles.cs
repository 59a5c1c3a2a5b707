using Esb.Build.Diagnostics;

namespace Esb.Build.Fingerprints;

/// <summary>Reads the files that nothing is known of, several at a time.</summary>
internal static class UnknownFiles
{
    /// <returns>What to remember of them, where that is not what was remembered.</returns>
    public static List<StatRecord> Read(
        IReadOnlyList<UnknownFile> unknown, FileSystemClock clock, ParallelOptions options)
    {
        var records = new StatRecord?[unknown.Count];
        var reasons = new string?[unknown.Count];
        Parallel.For(0, unknown.Count, options, i =>
        {
            try
            {
                records[i] = ReadOne(unknown[i], clock, options.CancellationToken);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Gone since it was listed: the digest of nothing is no other file's, so it is read next time.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                reasons[i] = e.Message;
            }
        });

        return Take(unknown, records, reasons);
    }

    private static StatRecord ReadOne(UnknownFile file, FileSystemClock clock, CancellationToken cancellation)
    {
        var (digest, isExpected) = FileHasher.Read(file.Files.PathOf(file.Index), file.Status, cancellation);
        var isSettled = isExpected && clock.IsSettled(file.Status);
        return StatCache.Plan(file.Status, (file.Path, digest), isSettled);
    }

    private static List<StatRecord> Take(
        IReadOnlyList<UnknownFile> unknown, StatRecord?[] records, string?[] reasons)
    {
        var taken = new List<StatRecord>(records.Length);
        for (var i = 0; i < records.Length; i++)
        {
            var (files, index, _) = unknown[i];
            if (records[i] is { } record)
            {
                files.Take(index, record.Digest);
                if (record != unknown[i].Known)
                    taken.Add(record);
            }
            else if (reasons[i] is { } reason)
            {
                var path = files.PathOf(index);
                files.Problems.Add(Rules.CannotRead, new(path), path, reason);
            }
        }

        return taken;
    }
}
