using System.Text;

namespace Esb.Build.Sam;

/// <summary>
/// The Dockerfiles of this room, text with <c>{{name}}</c> in it. A name that has a line of its own stands for any
/// number of lines, none among them.
/// </summary>
internal static class DockerfileTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <param name="name">Of the file, without its ending.</param>
    /// <param name="values">A text for each name; one of several lines has LF between them.</param>
    public static string Render(string name, IReadOnlyDictionary<string, string> values)
    {
        using var stream = typeof(DockerfileTemplate).Assembly.GetManifestResourceStream(name + ".Dockerfile")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var result = new StringBuilder(1024);
        while (reader.ReadLine() is { } line)
            Add(result, line, values);
        return result.ToString();
    }

    private static void Add(StringBuilder result, string line, IReadOnlyDictionary<string, string> values)
    {
        var start = line.IndexOf(Open, StringComparison.Ordinal);
        if (start < 0)
        {
            result.Append(line).Append('\n');
            return;
        }

        var end = line.IndexOf(Close, start, StringComparison.Ordinal);
        var value = values[line[(start + Open.Length)..end]];
        if (value.Length > 0 || start > 0)
            result.Append(line, 0, start).Append(value).Append(line.AsSpan(end + Close.Length)).Append('\n');
    }
}
