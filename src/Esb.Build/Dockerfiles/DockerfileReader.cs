using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Dockerfiles;

/// <summary>File → <see cref="Dockerfile"/>.</summary>
public static class DockerfileReader
{
    // A Dockerfile is text that somebody wrote; what is larger is another file under that name.
    internal const long LargestFile = 256L << 20;

    /// <param name="path">Absolute.</param>
    /// <returns><see langword="null"/> when the file cannot be read, with <see cref="Rules.CannotRead"/> at the
    /// file.</returns>
    public static Dockerfile? Read(string path, ProblemList problems)
    {
        var text = ReadText(path, problems);
        return text is null ? null : DockerfileParser.Parse(path, text);
    }

    /// <summary>UTF-8, whatever else it may be: BuildKit knows no other encoding. A byte order mark stays.</summary>
    internal static string? ReadText(string path, ProblemList problems)
    {
        try
        {
            if (SpecialFile.Is(path))
                throw new IOException("it is no regular file.");

            var length = new FileInfo(path).Length;
            if (length <= LargestFile)
                return Encoding.UTF8.GetString(File.ReadAllBytes(path));

            problems.Add(
                Rules.CannotRead, new(path), path, $"it has {length} bytes, more than the {LargestFile} of a text.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Rules.CannotRead, new(path), path, e.Message);
        }

        return null;
    }
}
