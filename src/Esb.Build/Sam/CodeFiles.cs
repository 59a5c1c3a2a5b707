using System.Buffers;
using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

internal enum CodeKind
{
    Folder,
    File,
    Jar,
    Zip,
}

/// <summary>What a template's path leads to on this disk.</summary>
/// <param name="Folder">Absolute; the build context.</param>
/// <param name="File">Name of the file in it; empty for a folder.</param>
internal sealed record CodeFiles(CodeKind Kind, string Folder, string File = "")
{
    // Wildcards, variables and quotes of a Dockerfile's COPY.
    private static readonly SearchValues<char> Special = SearchValues.Create("*?[]$\\\"'`!#");

    /// <param name="owner">Whose path it is, for sentences.</param>
    /// <returns><see langword="null"/> when there is no such file or folder; that is reported.</returns>
    public static CodeFiles? Read(SamPath path, string owner, ProblemList problems)
    {
        if (Directory.Exists(path.FullPath))
            return new(CodeKind.Folder, Path.TrimEndingDirectorySeparator(path.FullPath));

        if (!System.IO.File.Exists(path.FullPath))
        {
            problems.Add(Rules.MissingCode, path.Position, owner, path.Text, "file or folder");
            return null;
        }

        var name = Path.GetFileName(path.FullPath);
        if (name.AsSpan().IndexOfAny(Special) >= 0 || name.Any(char.IsControl))
        {
            problems.Add(Rules.BadCodeFile, path.Position, owner, path.Text);
            return null;
        }

        return new(KindOf(name), Path.GetDirectoryName(path.FullPath)!, name);
    }

    public bool Has(string file) => Kind == CodeKind.Folder && System.IO.File.Exists(Path.Combine(Folder, file));

    /// <summary>Whether the folder holds a project that is compiled.</summary>
    public bool HasProject(string pattern) =>
        Kind == CodeKind.Folder && Directory.EnumerateFiles(Folder, pattern).Any();

    private static CodeKind KindOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jar" => CodeKind.Jar,
        ".zip" => CodeKind.Zip,
        _ => CodeKind.File,
    };
}
