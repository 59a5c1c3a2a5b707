using System.Text;
using Esb.Testing;

namespace Esb.Conventions.Tests;

/// <summary>The files of this repository as git sees them: tracked, or new and not ignored.</summary>
internal static class Sources
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Files = new(List);

    /// <summary>All text files.</summary>
    public static IReadOnlyList<SourceFile> All => Files.Value;

    /// <summary>The files of a folder with one of these endings; never none: a search in nothing is no test.</summary>
    /// <param name="folder">Relative to the repository, without a separator at the end.</param>
    public static IReadOnlyList<SourceFile> In(string folder, params IReadOnlyList<string> endings)
    {
        var found = All.Where(f => f.Path.StartsWith(folder + '/', StringComparison.Ordinal) && f.EndsIn(endings));
        List<SourceFile> files = [.. found];
        return files.Count > 0 ? files : throw new InvalidOperationException($"No such files in {folder}.");
    }

    /// <summary>One file, by its path relative to the repository.</summary>
    public static SourceFile One(string path) => All.Single(f => f.Path.Equals(path, StringComparison.Ordinal));

    private static List<SourceFile> List()
    {
        var paths = ProgramRun.Must(
            Repository.Root, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        return
        [
            .. paths.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)
                .Select(static path => new SourceFile(path)).Where(static file => file.IsText),
        ];
    }
}

/// <summary>A text file of the repository.</summary>
/// <param name="Path">Relative, with <c>/</c>.</param>
internal sealed record SourceFile(string Path)
{
    private string? _text;

    public string Name => System.IO.Path.GetFileName(Path);

    public string FullPath => System.IO.Path.Combine(Repository.Root, Path);

    public string Text => _text ??= File.ReadAllText(FullPath, Encoding.UTF8);

    /// <summary>Without line ends.</summary>
    public IReadOnlyList<string> Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>False also for a file that is deleted and not yet committed.</summary>
    public bool IsText => File.Exists(FullPath) && !Text.Contains('\0', StringComparison.Ordinal);

    public bool EndsIn(IReadOnlyList<string> endings) =>
        endings.Any(ending => Path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The lines for which a test holds, as <c>path:line: text</c>.</summary>
    public IEnumerable<string> LinesWhere(Func<string, bool> test) =>
        Lines.Select((text, i) => (text, Number: i + 1)).Where(line => test(line.text))
            .Select(line => $"{Path}:{line.Number}: {line.text.Trim()}");
}
