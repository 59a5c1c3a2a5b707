using System.Globalization;
using Esb.Build.Definitions;
using Esb.Build.Dockerfiles;
using Esb.Build.Processes;

namespace Esb.Build.Plans;

/// <summary>
/// Finds what an image is made of that lies elsewhere and may change there: nobody can tell then that the image is up
/// to date.
/// </summary>
internal static class UnpinnedSources
{
    private const string Commit = "pin it with the whole commit: #<40 digits>";

    /// <summary>A sentence about the first such context.</summary>
    /// <returns>Empty where all of them are pinned, or not fetched.</returns>
    public static string Of(ImageDefinition image)
    {
        if (Of("its context", image.Context) is { } main)
            return main;

        foreach (var (name, source) in image.Contexts)
        {
            if (Of($"named context {name}", source) is { } named)
                return named;
        }

        return "";
    }

    /// <summary>A sentence about one that a step adds.</summary>
    /// <param name="root">Absolute; the file is named relative to it.</param>
    public static string Of(FetchedSource added, string root)
    {
        var file = Path.GetRelativePath(root, added.Position.File).Replace('\\', '/');
        var place = string.Create(CultureInfo.InvariantCulture, $"{file}:{added.Position.Line}");
        var isGit = RemoteAddress.IsGit(added.Address);
        var pin = isGit ? Commit : "pin it with --checksum=sha256:<64 digits>";
        return $"{place} adds {UserInfo.Hide(added.Address)}, which may be another {Thing(isGit)} now; {pin}";
    }

    // Images and layouts have an identity of their own, and are asked for it.
    private static string? Of(string what, string source)
    {
        if (!RemoteAddress.IsOne(source) || RemoteAddress.IsPinned(source))
            return null;

        var isGit = RemoteAddress.IsGit(source);
        var pin = isGit ? Commit : "take a Git repository with a commit, or a folder";
        return $"{what} is {UserInfo.Hide(source)}, which may be another {Thing(isGit)} now; {pin}";
    }

    private static string Thing(bool isGit) => isGit ? "commit" : "file";
}
