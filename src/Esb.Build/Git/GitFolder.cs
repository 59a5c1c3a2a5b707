using Esb.Build.Diagnostics;

namespace Esb.Build.Git;

/// <summary>
/// A repository as it lies on disk, found without an engine: to say what is broken, and where LibGit2Sharp looks
/// elsewhere than git.
/// </summary>
/// <param name="Parent">The folder that holds <c>.git</c>.</param>
internal sealed record GitFolder(string Parent, string GitDirectory, string CommonDirectory)
{
    public const string Name = ".git";
    private const string Prefix = "gitdir: ";

    /// <summary>
    /// Walks up from <paramref name="start"/> as git does: a <c>.git</c> file must be right, a <c>.git</c> folder that
    /// is none is passed over.
    /// </summary>
    /// <param name="reason">What the engine said, for the message that there is no repository.</param>
    /// <returns><see langword="null"/>, and a problem, when there is no repository or it is damaged.</returns>
    public static GitFolder? Find(
        string start, string reason, IReadOnlyDictionary<string, string> environment, ProblemList problems)
    {
        var damages = new List<Diagnostic>();
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var entry = Path.Combine(folder, Name);
            if (GitCeilings.Hide(start, folder, environment))
                break;
            if (File.Exists(entry))
                return OfFile(entry, problems);
            if (!Directory.Exists(entry))
                continue;
            if (Damage(entry, null) is not { } damage)
                return new(folder, entry, CommonOf(entry));
            damages.Add(damage);
        }

        problems.Add(damages.Count > 0 ? damages[0] : Diagnostic.Of(Rules.NoRepository, null, start, reason));
        return null;
    }

    /// <summary>What a git directory lacks; <see langword="null"/> when it has all.</summary>
    public static Diagnostic? Damage(string gitDirectory, SourcePosition? position)
    {
        var common = CommonOf(gitDirectory);
        var missing =
            !File.Exists(Path.Combine(gitDirectory, "HEAD")) ? Path.Combine(gitDirectory, "HEAD")
            : !Directory.Exists(Path.Combine(common, "objects")) ? Path.Combine(common, "objects")
            : !Directory.Exists(Path.Combine(common, "refs")) ? Path.Combine(common, "refs")
            : null;
        return missing is null ? null : Diagnostic.Of(Rules.GitFolderIncomplete, position, gitDirectory, missing);
    }

    private static GitFolder? OfFile(string file, ProblemList problems)
    {
        var position = new SourcePosition(file, 1);
        var folder = Path.GetDirectoryName(file)!;
        var line = File.ReadAllText(file).TrimEnd('\r', '\n');
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || line.Length == Prefix.Length)
        {
            problems.Add(Rules.GitFileInvalid, position, file);
            return null;
        }

        var target = Path.GetFullPath(line[Prefix.Length..], folder);
        if (!Directory.Exists(target))
        {
            problems.Add(Rules.GitFolderGone, position, file, target);
            return null;
        }

        if (Damage(target, position) is { } damage)
        {
            problems.Add(damage);
            return null;
        }

        return new(folder, target, CommonOf(target));
    }

    // A worktree's git directory has a file that leads to the shared one; every other git directory is its own.
    private static string CommonOf(string gitDirectory)
    {
        var file = Path.Combine(gitDirectory, "commondir");
        return File.Exists(file)
            ? Path.GetFullPath(File.ReadAllText(file).TrimEnd('\r', '\n'), gitDirectory)
            : gitDirectory;
    }
}
