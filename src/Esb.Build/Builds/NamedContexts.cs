using Esb.Build.Bake;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Build.Plans;

namespace Esb.Build.Builds;

/// <summary>
/// Named contexts that have our own folders in them. BuildKit knows no other ignore file for them than the one in their
/// root, so nothing can be hidden for the time of a call as <see cref="HiddenFolders"/> does it for the main context.
/// </summary>
internal static class NamedContexts
{
    /// <param name="own">Absolute paths of the folders that this SDK writes.</param>
    /// <param name="problems">Gets <see cref="Rules.OwnFolderInContext"/> where a step may read one of them.</param>
    public static void Check(
        IReadOnlyList<ImageDefinition> images, IReadOnlyList<string> own, ProblemList problems)
    {
        foreach (var image in images)
        {
            foreach (var (name, folder) in image.Contexts.Where(static c => Path.IsPathFullyQualified(c.Value)))
            {
                IReadOnlyList<string> read = image.ContextReads.GetValueOrDefault(name, [ContextReads.Everything]);
                var sent = HiddenFolders.In(folder, own)
                    .Where(path => Directory.Exists(Path.Join(folder, path)) && read.Any(r => Meet(r, path))).ToList();
                if (sent.Count > 0)
                    Report(image, (name, folder), sent, problems);
            }
        }
    }

    // A folder that is read whole has it in it, or something in it is read.
    private static bool Meet(string read, string path) =>
        read.Length == 0 || IsIn(path, read) || IsIn(read, path);

    private static bool IsIn(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || path[folder.Length] == '/');

    private static void Report(
        ImageDefinition image, (string Name, string Folder) context, List<string> sent, ProblemList problems)
    {
        var ignore = IgnoreFile.Locate(null, context.Folder);
        var file = ignore is null ? null : IgnoreFile.Read(ignore, new());
        var matcher = IgnoreMatcher.Of(file);
        var missing = sent.Where(path => !matcher.IsIgnored(path) || matcher.MayHaveExceptionsBelow(path)).ToList();
        if (missing.Count == 0)
            return;

        var lines = string.Join(", ", missing.Select(static m => "/" + m));
        ignore ??= Path.Join(context.Folder, ".dockerignore");
        PlanChecks.Report(problems, Rules.OwnFolderInContext, image, context.Name, ignore, lines);
    }
}
