using System.IO.Enumeration;
using System.Runtime.InteropServices;
using Esb.Build.Diagnostics;

namespace Esb.Build.Dockerfiles;

public enum ContextEntryKind
{
    File,
    Folder,
    Link,

    /// <summary>A socket, pipe or device: sent by its name and mode; opening it could wait for ever.</summary>
    Special,
}

/// <summary>One thing that a context sends.</summary>
/// <param name="Path">Relative to the context, with <c>/</c>.</param>
public readonly record struct ContextEntry(string Path, FileStatus Status)
{
    public ContextEntryKind Kind => Status.Kind;
}

/// <summary>Which files of a folder a build can see.</summary>
public static class ContextFiles
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <summary>
    /// All that the context would send if everything were copied, folders before what is in them, names in ordinal
    /// order. An ignored folder is there only for the sake of something below it. Links are not followed; the context's
    /// own folder is not among them.
    /// </summary>
    /// <param name="contextDirectory">Absolute.</param>
    /// <param name="problems">Gets <see cref="Rules.CannotRead"/> for each folder that cannot be listed, and for each
    /// file whose status or name cannot be read.</param>
    public static IReadOnlyList<ContextEntry> Enumerate(
        string contextDirectory, IgnoreMatcher matcher, ProblemList problems) =>
        Enumerate(contextDirectory, matcher, problems, CancellationToken.None);

    /// <inheritdoc cref="Enumerate(string, IgnoreMatcher, ProblemList)"/>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static IReadOnlyList<ContextEntry> Enumerate(
        string contextDirectory, IgnoreMatcher matcher, ProblemList problems, CancellationToken cancellation)
    {
        var part = new Part();
        new Walk(contextDirectory, matcher, cancellation).Into(part, new("", [], Depth: 0));
        foreach (var problem in part.Problems.Found)
            problems.Add(problem);
        return part.Found;
    }

    // Only names are asked for: everything else that .NET could tell here costs a call a file, and the status is needed
    // anyway.
    private static List<string> PathsIn(string directory, string prefix)
    {
        var paths = new List<string>(new FileSystemEnumerable<string>(
            directory, (ref entry) => string.Concat(prefix, entry.FileName), Everything));
        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    /// <param name="Path">Relative; empty for the context's own.</param>
    /// <param name="Matches">Which patterns matched it.</param>
    /// <param name="Depth">Folders above it.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Folder(string Path, bool[] Matches, int Depth)
    {
        public bool IsIgnored { get; init; }

        /// <summary>Where it stands among what is beside it.</summary>
        public int Index { get; init; }
    }

    /// <summary>What was found in one folder or several, in order; of one thread at a time.</summary>
    private sealed class Part
    {
        public List<ContextEntry> Found { get; } = [];

        public ProblemList Problems { get; } = new();

        public void Add(Part part)
        {
            Found.AddRange(part.Found);
            foreach (var problem in part.Problems.Found)
                Problems.Add(problem);
        }
    }

    private sealed class Walk(string root, IgnoreMatcher matcher, CancellationToken cancellation)
    {
        // To share out fewer costs more than it gains.
        private const int FewestAtOnce = 8;
        private readonly ParallelOptions _options = new() { CancellationToken = cancellation };

        public void Into(Part part, Folder folder)
        {
            cancellation.ThrowIfCancellationRequested();
            var entries = new List<ContextEntry>();
            var inner = List(folder, part.Problems, entries);
            var parts = inner.Count < FewestAtOnce ? [] : AtOnce(inner);
            var next = 0;
            for (var i = 0; i < entries.Count; i++)
            {
                part.Found.Add(entries[i]);
                if (next == inner.Count || inner[next].Index != i)
                    continue;

                var count = part.Found.Count;
                if (parts.Length > 0)
                    part.Add(parts[next]);
                else
                    Into(part, inner[next]);
                if (inner[next++].IsIgnored && part.Found.Count == count)
                    part.Found.RemoveAt(count - 1);
            }
        }

        private Part[] AtOnce(List<Folder> folders)
        {
            var parts = new Part[folders.Count];
            Parallel.For(0, parts.Length, _options, i => Into(parts[i] = new(), folders[i]));
            return parts;
        }

        // What is in the folder itself, and which of that to go into.
        private List<Folder> List(Folder folder, ProblemList problems, List<ContextEntry> entries)
        {
            var inner = new List<Folder>();
            var own = matcher.NewMatches();
            var prefix = folder.Depth == 0 ? "" : folder.Path + "/";
            foreach (var path in PathsIn(folder, prefix, problems))
            {
                var isIgnored = matcher.IsIgnored(path, folder.Matches, own);
                if ((isIgnored && !matcher.HasExceptions) || Status(path, prefix, problems) is not { } status)
                    continue;

                if (status.Kind != ContextEntryKind.Folder)
                {
                    if (!isIgnored)
                        entries.Add(new(path, status));
                }
                else if (!isIgnored || matcher.MayHaveExceptionsBelow(path))
                {
                    inner.Add(new(path, [.. own], folder.Depth + 1) { IsIgnored = isIgnored, Index = entries.Count });
                    entries.Add(new(path, status));
                }
            }

            return inner;
        }

        private FileStatus? Status(string relative, string prefix, ProblemList problems)
        {
            var path = Path.Join(root, relative);
            try
            {
                if (FileStatus.Read(path) is { } status)
                    return status;
                // .NET puts this sign where a name is no text, so that the file cannot be found again; else it is gone
                // since its folder was listed.
                if (relative.AsSpan(prefix.Length).Contains('\uFFFD'))
                    Report(path, "its name is not UTF-8, which BuildKit cannot send.", problems);
            }
            catch (IOException e)
            {
                Report(path, e.Message, problems);
            }

            return null;
        }

        private List<string> PathsIn(Folder folder, string prefix, ProblemList problems)
        {
            var directory = Path.Join(root, folder.Path);
            try
            {
                return ContextFiles.PathsIn(directory, prefix);
            }
            catch (DirectoryNotFoundException) when (folder.Depth > 0)
            {
                return []; // gone since its parent was listed
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Report(directory, e.Message, problems);
                return [];
            }
        }

        private static void Report(string path, string reason, ProblemList problems) =>
            problems.Add(Rules.CannotRead, new(path), path, reason);
    }
}
