using System.IO.Compression;
using System.Text;
using Esb.Testing;

namespace Esb.Docker.Tests.Values;

/// <summary>A value that must be nowhere after a build, and the search for it.</summary>
internal static class Canary
{
    /// <summary>In every value that is planted.</summary>
    private const string Mark = "kanarie-in-kooi";

    public static string Of(string what) => $"{what}-{Mark}-{what}";

    /// <summary>The same as docker's configuration keeps logins.</summary>
    public static string Login(string what) => Convert.ToBase64String(Encoding.UTF8.GetBytes("ci:" + Of(what)));

    /// <summary>Lines of a text that have a canary, whole or in base64.</summary>
    public static IEnumerable<string> In(string text) =>
        text.Split('\n').Where(static line => Forms().Any(f => line.Contains(f, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Files below a folder that have one; each with its first line.</summary>
    public static IEnumerable<string> InFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(static f => (File: f, Line: In(File.ReadAllText(f)).FirstOrDefault()))
            .Where(static f => f.Line is not null).Select(static f => $"{f.File}: {f.Line}");

    /// <summary>Lines of everything in a binary log, the files that it has inside included.</summary>
    public static IEnumerable<string> InBinaryLog(string path)
    {
        using var log = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
            packed.CopyTo(log);
        // The files in it are a zip of their own.
        return In(Encoding.UTF8.GetString(log.ToArray()))
            .Concat(BuildOutcome.ReadLog(path).SourceFiles.SelectMany(static f => In(f.Text)));
    }

    /// <summary>Claims that there is none in what a build has printed and made.</summary>
    public static void IsNotIn(BuildOutcome build, DockerFolder folder)
    {
        Assert.That(In(build.ToString()), Is.Empty);
        foreach (var made in new[] { "obj", "." + folder.Brand }.Select(m => folder.Files[m]).Where(Directory.Exists))
            Assert.That(InFiles(made), Is.Empty);
    }

    // In base64 the mark looks otherwise after each number of bytes before it; its own first and last bytes share
    // characters with others.
    private static IEnumerable<string> Forms()
    {
        yield return Mark;
        for (var before = 0; before < 3; before++)
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + Mark))[4..^4];
    }
}
