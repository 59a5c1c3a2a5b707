using System.Collections.Immutable;
using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Processes;

namespace Esb.Build.Plans;

/// <summary>Where an image's files come from: its context, its Dockerfile and its named contexts.</summary>
internal static class ContextSources
{
    /// <summary>The named context that every image gets <c>version.json</c> from.</summary>
    public const string Meta = "meta";

    /// <summary>Begins a context that is an image of this project.</summary>
    public const string TargetPrefix = "target:";

    /// <summary>Begins a context that is an image from elsewhere.</summary>
    public const string ImagePrefix = "docker-image://";

    /// <summary>The image of this project that a context is; <see langword="null"/> for others.</summary>
    public static string? TargetOf(string source) =>
        source.StartsWith(TargetPrefix, StringComparison.Ordinal) ? source[TargetPrefix.Length..] : null;

    /// <summary>Whether BuildKit fetches the context itself: a Git repository, an archive, an image.</summary>
    public static bool IsRemote(string context) =>
        context.Contains("://", StringComparison.Ordinal) || context.StartsWith("git@", StringComparison.Ordinal);

    /// <summary>A context that BuildKit fetches, as written; a reference of an image is checked.</summary>
    public static string Remote(ItemCheck check, string context)
    {
        if (context.StartsWith(ImagePrefix, StringComparison.Ordinal)
            && context[ImagePrefix.Length..] is var image && ImageReference.TryParse(image) is null)
        {
            var shown = UserInfo.HideInReference(image);
            check.Report(Rules.BadReference, "the image", shown, ImageReference.Legal);
            return context;
        }

        return WithoutLogin(check, context);
    }

    // It would be in the bake file, in docker's records of builds and in the images' history.
    private static string WithoutLogin(ItemCheck check, string context)
    {
        if (!ReferenceEquals(UserInfo.Hide(context), context))
            check.Report(Rules.LoginInContext, UserInfo.Hide(context));
        return context;
    }

    /// <returns>Absolute path; without a context the project's own folder.</returns>
    public static string Context(ItemCheck check)
    {
        if (IsRemote(check.Item.Context))
            return WithoutLogin(check, check.Item.Context);

        var path = check.Absolute(check.Item.Context);
        if (!Directory.Exists(path))
            check.Report(Rules.MissingContext, check.Item.Context);
        return path;
    }

    /// <summary>
    /// Named contexts, without links to images of the project; those are answered apart, by context name.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Named(
        ItemCheck check, ImmutableSortedDictionary<string, string>.Builder contexts)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        contexts[Meta] = check.Scope.MetaDirectory;
        foreach (var entry in check.Item.Contexts)
        {
            if (!NameValues.TrySplit(entry, out var name, out var value) || value.Length == 0
                || ImageReference.TryParse(name) is null)
            {
                check.Report(Rules.BadNamedContext, entry);
                continue;
            }

            name = ContextName.Of(name);
            if (name.Equals(Meta, StringComparison.Ordinal))
            {
                check.Report(Rules.ReservedContext, name);
            }
            else if (TargetOf(value) is { } target)
            {
                targets[name] = target;
            }
            else
            {
                contexts[name] = Source(check, name, value);
            }
        }

        return targets;
    }

    private static string Source(ItemCheck check, string name, string value)
    {
        if (IsRemote(value))
            return Remote(check, value);

        var path = check.Absolute(value);
        if (!Directory.Exists(path))
            check.Report(Rules.MissingNamedContext, name, value);
        return path;
    }
}
