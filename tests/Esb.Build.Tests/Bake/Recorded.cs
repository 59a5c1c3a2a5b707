using Esb.Build.Bake;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Images;
using Esb.Testing;

namespace Esb.Build.Tests.Bake;

/// <summary>Runs the library on recorded builds: their Dockerfiles, buildx's output, a log that remembers.</summary>
internal sealed class Recorded : IDisposable, IBakeLog
{
    private const string Bad =
        "FROM esb-test/busybox:1\nARG N\nRUN echo before $N\n\nRUN echo building \\\n  && echo line2 \\\n  && echo \"cannot find libfoo.so\" >&2 \\\n  && exit 3\nCOPY f /f\n";

    private static readonly (string Target, string Dockerfile)[] All =
    [
        ("ok", "FROM esb-test/busybox:1 AS build\n"),
        ("gateway", "FROM esb-test/busybox:1 AS build\n"),
        ("agent", "FROM esb-test/busybox:1 AS build\n"),
        ("depbad", "FROM esb-test/busybox:1 AS build\n"),
        ("slow", "FROM esb-test/busybox:1\nRUN echo sleeping; sleep 4; echo slept\nRUN true\n"),
        ("bad", Bad),
        ("badcopy", "FROM esb-test/busybox:1\nCOPY nope /x\n"),
        ("parse", "FROM esb-test/busybox:1\n\nRUNN echo hi\n"),
        ("nobase", "# comment\r\nFROM registry.invalid/nope/base:1\r\nRUN true\r\n"),
        ("warn", "FROM esb-test/busybox:1\nRUN echo a \\\n\n && echo b\nRUN true\n"),
        ("sleeper", "FROM esb-test/busybox:1\nRUN echo sleeping; sleep 60\n"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Text, bool Important)> _lines = [];

    public Recorded()
    {
        foreach (var (target, dockerfile) in All)
            _folder.Write($"{target}/Dockerfile", dockerfile);
    }

    public ProblemList Problems { get; } = new();

    public DockerSettings Docker { get; init; } = Engines.Docker.Settings();

    /// <summary>What was being worked on, in the order in which it began.</summary>
    public List<(string Target, string Step)> Work { get; } = [];

    public IEnumerable<string> Log => _lines.Select(static l => l.Text);

    public IEnumerable<string> Important => _lines.Where(static l => l.Important).Select(static l => l.Text);

    public Diagnostic Error => Problems.Found.Single(static p => p.Rule.Severity == Severity.Error);

    public string BakeFile => _folder["bake.json"];

    public string OutputDirectory => _folder["obj"];

    public static string Stream(string version, string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "Bake", "Streams")))
            folder = Path.GetDirectoryName(folder)!;
        return File.ReadAllText(Path.Combine(folder, "Bake", "Streams", version, name + ".txt"));
    }

    /// <summary>What bake does that succeeds: the metadata file has a digest for each target.</summary>
    public static FakeAnswer Success(string error, params string[] targets) => new(Error: error)
    {
        Before = command => File.WriteAllText(
            MetadataOf(command.Arguments),
            "{" + string.Join(',', targets.Select(static t => $$"""
                "{{t}}":{"containerimage.digest":"sha256:{{t}}"}
                """)) + "}"),
    };

    public static FakeAnswer Failure(string error) => new(Error: error, ExitCode: 1);

    public string Dockerfile(string target) => _folder[$"{target}/Dockerfile"];

    public void Line(string text, bool important)
    {
        Messages++;
        foreach (var line in text.Split('\n'))
            _lines.Add((line, important));
    }

    /// <summary>How many times something was logged, whatever number of lines.</summary>
    public int Messages { get; private set; }

    public void Working(string target, string step) => Work.Add((target, step));

    public BakeRequest Request(params string[] targets) =>
        new([.. targets.Select(Definition)], Docker, OutputDirectory) { BakeFile = BakeFile };

    /// <summary>An image without a context, so that nothing depends on where the test runs.</summary>
    public ImageDefinition Definition(string target) =>
        new(target, ImageName.TryParse(target)!, ImageKind.Service, new("/repo/images.proj"))
        {
            Context = "",
            Dockerfile = Dockerfile(target),
            References = [ImageReference.TryParse($"test/{target}:1")!],
            Attestations = ["type=provenance,disabled=true"],
            Outputs = ["type=docker"],
        };

    /// <summary>Builds the targets with a bake that gives these answers.</summary>
    public IReadOnlyList<BuiltImage>? Build(string targets, params FakeAnswer[] answers) =>
        BakeRunner.Run(
            Request(targets.Split(' ')),
            Engines.Docker.Working().On("buildx bake", answers),
            this,
            Problems,
            CancellationToken.None);

    public void Dispose() => _folder.Dispose();

    private static string MetadataOf(IReadOnlyList<string> arguments) =>
        arguments[arguments.ToList().IndexOf("--metadata-file") + 1];
}
