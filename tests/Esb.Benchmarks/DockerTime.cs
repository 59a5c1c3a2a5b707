using System.Globalization;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>
/// Processor time of the docker programs that a repository's builds start, by a docker in front of the real one, and
/// of the engine that they speak to, for whomever it works.
/// </summary>
internal sealed class DockerTime
{
    /// <summary>Relative to the repository, for its <c>.gitignore</c>.</summary>
    public const string Place = "docker-time";

    // Linux counts the time of processes so on all machines of today.
    private const double MillisecondsATick = 10;
    private const double Kilo = 1024;
    private readonly string _usage;
    private readonly string _engine;

    public DockerTime(SdkFolder folder)
    {
        var path = folder.Environment["PATH"];
        var docker = path.Split(Path.PathSeparator).Select(static p => Path.Combine(p, "docker")).First(File.Exists);
        _engine = DockerEngine.ProcessId(folder.Environment).ToString(CultureInfo.InvariantCulture);
        _usage = folder.Write(Place + "/usage", "");
        var program = folder.Write(Place + "/docker", $"""
            #!/bin/sh
            exec time --quiet --format='%U %S %M' --append --output='{_usage}' '{docker}' "$@"

            """);
        folder.Must("chmod", "+x", program);
        folder.Environment["PATH"] = Path.GetDirectoryName(program) + Path.PathSeparator + path;
    }

    /// <returns>Milliseconds until now, and the most that one of the programs held, in megabytes.</returns>
    public (double Programs, double Engine, double Memory) Read()
    {
        var calls = File.ReadAllLines(_usage).Select(static l => l.Split(' ')).ToList();
        return (
            calls.Sum(static c => Number(c[0]) + Number(c[1])) * 1000,
            OfTree(_engine),
            calls.Count == 0 ? 0 : calls.Max(static c => Number(c[2])) / Kilo);
    }

    // With those children that have ended, which steps are children of.
    private static double OfTree(string process)
    {
        try
        {
            // After the name in brackets, which may hold blanks: state, parent, … user, system, and both of children.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var times = text[(text.LastIndexOf(')') + 2)..].Split(' ').Skip(11).Take(4).Sum(Number);
            return (times * MillisecondsATick) + ChildrenOf(process).Sum(OfTree);
        }
        catch (IOException)
        {
            // It has ended, and its parent will count it.
            return 0;
        }
    }

    private static List<string> ChildrenOf(string process)
    {
        var children = new List<string>();
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            var file = thread + "/children";
            if (File.Exists(file))
                children.AddRange(File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return children;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
