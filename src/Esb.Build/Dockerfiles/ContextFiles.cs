using System.IO.Enumeration;
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
        var walk = new Walk(contextDirectory, matcher, problems, cancellation);
        walk.Into("", []);
        return walk.Found;
    }

    // Only the name is asked for: everything else that .NET could tell here costs a call a file, and the status is
    // needed anyway.
    private static List<string> Names(string path)
    {
        var names = new List<string>(new FileSystemEnumerable<string>(path, NameOf, Everything));
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static string NameOf(ref FileSystemEntry entry) => entry.FileName.ToString();

    private sealed class Walk(
        string root, IgnoreMatcher matcher, ProblemList problems, CancellationToken cancellation)
    {
        private int _depth;

        public List<ContextEntry> Found { get; } = [];

        public void Into(string folder, ReadOnlySpan<bool> parent)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Path.Join(root, folder);
            var own = matcher.NewMatches();
            _depth++;
            foreach (var name in List(path))
            {
                var relative = _depth == 1 ? name : string.Concat(folder, "/", name);
                var isIgnored = matcher.IsIgnored(relative, parent, own);
                if ((!isIgnored || matcher.HasExceptions) && Status(path, name) is { } status)
                    Add(new(relative, status), isIgnored, own);
            }

            _depth--;
        }

        private void Add(ContextEntry entry, bool isIgnored, ReadOnlySpan<bool> own)
        {
            if (entry.Kind != ContextEntryKind.Folder)
            {
                if (!isIgnored)
                    Found.Add(entry);
                return;
            }

            if (isIgnored && !matcher.MayHaveExceptionsBelow(entry.Path))
                return;

            Found.Add(entry);
            var count = Found.Count;
            Into(entry.Path, own);
            if (isIgnored && Found.Count == count)
                Found.RemoveAt(count - 1);
        }

        private FileStatus? Status(string folder, string name)
        {
            var path = Path.Join(folder, name);
            try
            {
                if (FileStatus.Read(path) is { } status)
                    return status;
                // .NET puts this sign where a name is no text, so that the file cannot be found again; else it is gone
                // since its folder was listed.
                if (name.Contains('\uFFFD', StringComparison.Ordinal))
                    Report(path, "its name is not UTF-8, which BuildKit cannot send.");
            }
            catch (IOException e)
            {
                Report(path, e.Message);
            }

            return null;
        }

        private List<string> List(string path)
        {
            try
            {
                return Names(path);
            }
            catch (DirectoryNotFoundException) when (_depth > 1)
            {
                return []; // gone since its parent was listed
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Report(path, e.Message);
                return [];
            }
        }

        private void Report(string path, string reason) => problems.Add(Rules.CannotRead, new(path), path, reason);
    }
}
