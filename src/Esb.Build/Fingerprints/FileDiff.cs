using Esb.Build.Dockerfiles;

namespace Esb.Build.Fingerprints;

/// <summary>Finds what changed among the files of one context.</summary>
/// <param name="place">Stands before each path.</param>
internal sealed class FileDiff(string place, List<InputChange> changes)
{
    public void Add(IReadOnlyList<FileInput> recorded, IReadOnlyList<FileInput> present)
    {
        var (i, j) = (0, 0);
        while (i < recorded.Count || j < present.Count)
        {
            var order = i == recorded.Count ? 1
                : j == present.Count ? -1
                : InputOrder.ComparePaths(recorded[i].Path, present[j].Path);
            if (order < 0)
                AddOne(recorded, i++, "deleted");
            else if (order > 0)
                AddOne(present, j++, "added");
            else
                AddBoth(recorded[i++], present[j++]);
        }
    }

    // A folder is told by what is in it, unless that is nothing.
    private void AddOne(IReadOnlyList<FileInput> files, int index, string what)
    {
        var file = files[index];
        if (file.Kind == ContextEntryKind.Folder && index + 1 < files.Count
            && files[index + 1].Path.StartsWith(file.Path + "/", StringComparison.Ordinal))
        {
            return;
        }

        var value = file.HasDigest ? file.Digest.ToString() : file.Permissions;
        var isDeleted = what is "deleted";
        Add(file, what, (isDeleted ? value : "", isDeleted ? "" : value));
    }

    private void AddBoth(FileInput old, FileInput now)
    {
        if (old.Kind != now.Kind || (now.Kind == ContextEntryKind.Special && TypeOf(old) != TypeOf(now)))
        {
            var reason = $"{place}{now.Path} was a {Word(old)} and is a {Word(now)}";
            changes.Add(new(InputKind.File, place + now.Path, Word(old), Word(now)) { Reason = reason });
            return;
        }

        if (old.Digest != now.Digest)
        {
            var what = now.Kind == ContextEntryKind.Link ? "link target changed" : "changed";
            Add(now, what, (old.Digest.ToString(), now.Digest.ToString()));
        }

        if (old.Mode != now.Mode)
        {
            var (before, after) = (old.Permissions, now.Permissions);
            Add(now, $"mode changed {before} → {after}", (before, after));
        }
    }

    private void Add(FileInput file, string what, (string Old, string New) values)
    {
        var isFolder = file.Kind == ContextEntryKind.Folder;
        var name = place + file.Path + (isFolder ? "/" : "");
        changes.Add(new(isFolder ? InputKind.Folder : InputKind.File, name, values.Old, values.New)
        {
            Reason = $"{name} {what}",
        });
    }

    private static int TypeOf(FileInput file) => file.Mode & 0xF000;

    private static string Word(FileInput file) =>
        file.Kind == ContextEntryKind.Special ? "special file" : file.Kind.ToString().ToLowerInvariant();
}
