using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Plans;

/// <summary>Where an image's Dockerfile is.</summary>
internal static class DockerfilePlace
{
    private const string Usual = "Dockerfile";

    // docker build and bake take it where there is no other, and look for its ignore file and policy in lower case.
    private const string LowerCase = "dockerfile";

    /// <summary>
    /// The named file, in the context or else beside the project; without a name <c>Dockerfile.&lt;mode&gt;</c> for an
    /// image with modes where there is one, else <c>Dockerfile</c>, which may be in lower case.
    /// </summary>
    public static string Find(ItemCheck check, string context)
    {
        var name = check.Item.Dockerfile;
        if (ContextSources.IsRemote(context))
            return name.Length > 0 ? name : Usual;

        IReadOnlyList<string> candidates = name.Length > 0
            ? [Path.GetFullPath(name, context), check.Absolute(name)]
            : check.Mode.Length > 0
                ? [Path.Combine(context, Usual + "." + check.Mode), Path.Combine(context, Usual)]
                : [Path.Combine(context, Usual)];
        foreach (var candidate in candidates)
        {
            if (Existing(candidate) is not { } file)
                continue;

            CheckLink(check, file, context);
            return file;
        }

        // A missing context was reported; that it holds no Dockerfile is no second mistake.
        if (Directory.Exists(context))
            check.Report(Rules.MissingDockerfile, Either(candidates));
        return candidates[0];
    }

    private static string? Existing(string path)
    {
        if (File.Exists(path))
            return path;

        var other = Path.Combine(Path.GetDirectoryName(path)!, LowerCase);
        return Path.GetFileName(path) is Usual && new FileInfo(path).LinkTarget is null && File.Exists(other)
            ? other
            : null;
    }

    // BuildKit gets the Dockerfile's folder and nothing else, so it would say that there is no such file.
    private static void CheckLink(ItemCheck check, string file, string context)
    {
        if (ContextLink.Resolve(Path.GetDirectoryName(file)!, Path.GetFileName(file)) is not null
            || File.ResolveLinkTarget(file, returnFinalTarget: true) is not { Exists: true } target)
        {
            return;
        }

        var metadata = Path.GetRelativePath(context, target.FullName).Replace('\\', '/');
        check.Report(Rules.LinkedDockerfile, file, new FileInfo(file).LinkTarget, metadata);
    }

    private static string Either(IReadOnlyList<string> paths) =>
        string.Join(" or ", paths.Distinct(StringComparer.Ordinal).Select(static path => $"'{path}'"));
}
