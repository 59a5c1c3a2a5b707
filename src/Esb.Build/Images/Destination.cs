namespace Esb.Build.Images;

/// <summary>Where an exporter puts an image.</summary>
[Flags]
public enum Destination
{
    None = 0,

    /// <summary>Into the engine that builds it or that the builder belongs to.</summary>
    Engine = 1,

    Registry = 2,

    /// <summary>A file, a folder, or nowhere: what is there is not looked at.</summary>
    Elsewhere = 4,
}

/// <summary>Reads exporters as BuildKit writes them: <c>type=docker</c>, <c>type=image,push=true</c>.</summary>
public static class Destinations
{
    private const string File = "dest=";

    /// <summary>Where all of them together put it.</summary>
    public static Destination Of(IReadOnlyList<string> outputs) =>
        outputs.Aggregate(Destination.None, static (all, output) => all | Of(output));

    public static Destination Of(string output)
    {
        var fields = CsvFields.TryParse(output) ?? [];
        var pushes = fields.Contains("push=true", StringComparer.Ordinal);
        if (fields.Contains("type=registry", StringComparer.Ordinal))
            return Destination.Registry;
        if (fields.Contains("type=image", StringComparer.Ordinal))
            return pushes ? Destination.Registry : Destination.Engine;

        return fields.Contains("type=docker", StringComparer.Ordinal) && !FilesIn(fields).Any()
            ? Destination.Engine
            : Destination.Elsewhere;
    }

    /// <summary>The file or folder that it writes to; none for an engine or a registry.</summary>
    public static IEnumerable<string> FilesOf(string output) => FilesIn(CsvFields.TryParse(output) ?? []);

    private static IEnumerable<string> FilesIn(IReadOnlyList<string> fields) =>
        fields.Where(static f => f.StartsWith(File, StringComparison.Ordinal)).Select(static f => f[File.Length..]);
}
