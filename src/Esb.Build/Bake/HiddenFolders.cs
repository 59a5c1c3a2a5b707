using System.Text;
using Esb.Build.Definitions;
using Esb.Build.Dockerfiles;
using Esb.Build.Files;

namespace Esb.Build.Bake;

/// <summary>
/// Keeps our own folders (the state folder with its salt, the output folders of all projects) from builders: they hold
/// what is nobody's business, and change with every build, so that every step behind a <c>COPY . .</c> would run again.
/// Whatever the user's ignore file says: BuildKit reads the one beside the Dockerfile first, so a copy of the
/// Dockerfile lies beside the user's patterns and ours behind them.
/// </summary>
internal static class HiddenFolders
{
    /// <summary>Those of the folders that a context has in it, relative to it with <c>/</c>.</summary>
    /// <param name="context">Absolute.</param>
    /// <param name="own">Absolute.</param>
    public static IReadOnlyList<string> In(string context, IReadOnlyList<string> own) =>
    [
        .. own.Select(folder => Path.GetRelativePath(context, folder).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(static path => !Path.IsPathFullyQualified(path) && path is not ("." or "..")
                && !path.StartsWith("../", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <param name="folder">Absolute; made where missing. Of one context and one folder of Dockerfiles.</param>
    /// <param name="image">Whose context is a folder.</param>
    /// <param name="hidden">What <see cref="In"/> has found in it.</param>
    /// <returns>Absolute path of the copy. It has the name of the original, which errors show.</returns>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be read or written.</exception>
    public static string Write(string folder, ImageDefinition image, IReadOnlyList<string> hidden)
    {
        Directory.CreateDirectory(folder);
        var copy = Path.Join(folder, Path.GetFileName(image.Dockerfile));
        File.WriteAllBytes(copy, File.ReadAllBytes(image.Dockerfile));
        if (PolicyFile.Locate(image.Dockerfile) is { } policy && !SpecialFile.Is(policy))
            File.WriteAllBytes(Path.Join(folder, Path.GetFileName(policy)), File.ReadAllBytes(policy));

        var users = IgnoreFile.Locate(image.Dockerfile, image.Context) is { } ignore ? File.ReadAllBytes(ignore) : [];
        var ours = string.Concat(hidden.Select(static path => "\n/" + Pattern(path)));
        File.WriteAllBytes(copy + ".dockerignore", [.. users, .. Encoding.UTF8.GetBytes(ours + "\n")]);
        return copy;
    }

    // A sign that means something in patterns is escaped, and what no line of an ignore file can hold stands for itself
    // and any other.
    private static string Pattern(string path)
    {
        var pattern = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c is '*' or '?' or '[' or ']' or '\\')
                pattern.Append('\\');
            pattern.Append(char.IsControl(c) || char.IsWhiteSpace(c) ? '?' : c);
        }

        return pattern.ToString();
    }
}
