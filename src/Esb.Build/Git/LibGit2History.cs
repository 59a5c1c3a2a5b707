using Esb.Build.Diagnostics;
using LibGit2Sharp;

namespace Esb.Build.Git;

/// <summary>What an open repository says of its present commit.</summary>
internal static class LibGit2History
{
    private const int ShortDigits = 12;

    /// <exception cref="InexactException">git could say something else.</exception>
    /// <exception cref="LibGit2SharpException">libgit2 cannot read it.</exception>
    public static GitContext? Read(Repository repository, GitContext place, GitConfig config, ProblemList problems)
    {
        RequireSame(repository, place);
        if (repository.Info.IsHeadUnborn)
        {
            problems.Add(Rules.NoCommit, null, place.Root, "HEAD names a branch without commits");
            return null;
        }

        var head = repository.Head.Tip ?? throw new InexactException("the commit that HEAD names is missing");
        var abbreviation = new Abbreviation(place.CommonDirectory, config);
        return place with
        {
            Sha = head.Sha,
            ShortSha = abbreviation.Shorten(head.Sha, ShortDigits),
            Version = Describe(repository, head, abbreviation),
            RepositoryUrl = RemoteUrl.Publishable(config["remote.origin.url"] ?? ""),
        };
    }

    // What libgit2 does not look at, though git does.
    private static void RequireSame(Repository repository, GitContext place)
    {
        var git = Path.TrimEndingDirectorySeparator(repository.Info.Path);
        if (!string.Equals(git, place.GitDirectory, StringComparison.Ordinal))
            throw new InexactException($"it takes '{git}' for the git folder instead of '{place.GitDirectory}'");
        if (repository.Refs.FromGlob("refs/replace/*").Any())
            throw new InexactException("the repository has replace refs");
        if (File.Exists(Path.Combine(place.CommonDirectory, "info", "grafts")))
            throw new InexactException("the repository has grafts");
    }

    private static string Describe(Repository repository, Commit head, Abbreviation abbreviation)
    {
        var text = LongDescription(repository, head);
        if (string.Equals(text, head.Sha, StringComparison.Ordinal))
            return abbreviation.Shorten(head.Sha);

        // Always `<tag>-<distance>-g<40 digits>`, so that a tag that looks like a description is not mistaken for one.
        var tagAndDistance = text[..^(head.Sha.Length + 2)];
        var dash = tagAndDistance.LastIndexOf('-');
        var tag = tagAndDistance[..dash];
        if (!tagAndDistance.AsSpan(dash).SequenceEqual("-0"))
            return $"{tagAndDistance}-g{abbreviation.Shorten(head.Sha)}";

        RequireKnownName(repository, head, tag);
        return tag;
    }

    private static string LongDescription(Repository repository, Commit head)
    {
        try
        {
            return repository.Describe(head, new()
            {
                Strategy = DescribeStrategy.Tags,
                UseCommitIdAsFallback = true,
                AlwaysRenderLongFormat = true,
                MinimumCommitIdAbbreviatedSize = head.Sha.Length,
            });
        }
        catch (NotFoundException e) when (repository.Info.IsShallow)
        {
            throw new InexactException(
                $"the clone is shallow ({GitFailure.OneLine(e.Message)}); `git fetch --unshallow` would help, too");
        }
    }

    // An annotated tag that was renamed keeps its first name inside; git then writes the long form.
    private static void RequireKnownName(Repository repository, Commit head, string tag)
    {
        foreach (var known in repository.Tags)
        {
            if (known.IsAnnotated && string.Equals(known.Annotation.Name, tag, StringComparison.Ordinal)
                && !string.Equals(known.FriendlyName, tag, StringComparison.Ordinal)
                && known.PeeledTarget.Id.Equals(head.Id))
            {
                throw new InexactException($"the tag '{known.FriendlyName}' was renamed from '{tag}'");
            }
        }
    }
}
