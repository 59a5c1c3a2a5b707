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
public readonly record struct ContextEntry(string Path, ContextEntryKind Kind);

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
    /// order. An ignored folder is
    /// there only for the sake of something below it. Links are not followed; the context's own folder is not among
    /// them.
    /// </summary>
    /// <param name="contextDirectory">Absolute.</param>
    /// <param name="problems">Gets <see cref="Rules.CannotRead"/> for each folder that cannot be listed.</param>
    public static IReadOnlyList<ContextEntry> Enumerate(
        string contextDirectory, IgnoreMatcher matcher, ProblemList problems)
    {
        var walk = new Walk(contextDirectory, matcher, problems);
        walk.Into("", null);
        return walk.Found;
    }

    private static List<ContextEntry> Children(string path, string relative)
    {
        var prefix = relative.Length == 0 ? "" : relative + "/";
        ContextEntry EntryOf(ref FileSystemEntry entry) => new(prefix + entry.FileName.ToString(), KindOf(ref entry));
        var children = new List<ContextEntry>(new FileSystemEnumerable<ContextEntry>(path, EntryOf, Everything));
        children.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return children;
    }

    private static ContextEntryKind KindOf(ref FileSystemEntry entry)
    {
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            return ContextEntryKind.Link;
        if (entry.IsDirectory)
            return ContextEntryKind.Folder;

        // Special files have no length; asking the system about each file would be a call per file.
        var isSpecial = entry.Length == 0 && SpecialFile.Is(entry.ToFullPath());
        return isSpecial ? ContextEntryKind.Special : ContextEntryKind.File;
    }

    private sealed class Walk(string root, IgnoreMatcher matcher, ProblemList problems)
    {
        public List<ContextEntry> Found { get; } = [];

        public void Into(string relative, bool[]? parent)
        {
            foreach (var child in List(relative))
            {
                var isIgnored = matcher.IsIgnored(child.Path, parent, out var own);
                if (child.Kind != ContextEntryKind.Folder)
                    AddUnlessIgnored(child, isIgnored);
                else if (!isIgnored || matcher.MayHaveExceptionsBelow(child.Path))
                    IntoFolder(child, isIgnored, own);
            }
        }

        private void IntoFolder(ContextEntry folder, bool isIgnored, bool[] own)
        {
            Found.Add(folder);
            var count = Found.Count;
            Into(folder.Path, own);
            if (isIgnored && Found.Count == count)
                Found.RemoveAt(count - 1);
        }

        private void AddUnlessIgnored(ContextEntry entry, bool isIgnored)
        {
            if (!isIgnored)
                Found.Add(entry);
        }

        private List<ContextEntry> List(string relative)
        {
            var path = Path.Join(root, relative);
            try
            {
                return Children(path, relative);
            }
            catch (DirectoryNotFoundException) when (relative.Length > 0)
            {
                return []; // gone since its parent was listed
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(Rules.CannotRead, new(path), path, e.Message);
                return [];
            }
        }
    }
}
