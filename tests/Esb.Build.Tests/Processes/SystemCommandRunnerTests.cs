using System.Diagnostics;
using System.Globalization;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Build.Tests.Processes;

public sealed class RunningProgram
{
    private static readonly Dictionary<string, string> Environment =
        new(StringComparer.Ordinal) { ["PATH"] = "/usr/bin:/bin", ["ONLY"] = "this" };

    [Test]
    public void LeavesBothOutputsAndItsExitCode()
    {
        var result = Run("echo out; echo err >&2; exit 3");

        Assert.That(result, Is.EqualTo(new CommandResult(CommandEnd.Exited, 3, "out\n", "err\n")));
    }

    [Test]
    public void HasOnlyTheEnvironmentThatWasGiven() =>
        Assert.That(
            Run("env | grep -v -e ^PWD= -e ^SHLVL= -e ^_=").Output,
            Is.EqualTo("PATH=/usr/bin:/bin\nONLY=this\n"));

    [Test]
    public void FindsAnEmptyStandardInput() => Assert.That(Run("cat; echo done").Output, Is.EqualTo("done\n"));

    [Test]
    public void ReadsWhatItIsGiven()
    {
        var command = Shell("cat; echo .") with { Input = "é\n2" };

        Assert.That(
            SystemCommandRunner.Instance.Run(command, null, CancellationToken.None).Output, Is.EqualTo("é\n2.\n"));
    }

    [Test]
    public void NeedNotReadIt()
    {
        var command = Shell("exec <&-; exit 3") with { Input = new string('x', 60_000) };

        Assert.That(
            SystemCommandRunner.Instance.Run(command, null, CancellationToken.None).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void IsHeardLineByLine()
    {
        var lines = new List<(string, bool)>();

        var result = SystemCommandRunner.Instance.Run(
            Shell("echo out; printf err >&2"), (line, isError) => lines.Add((line, isError)), CancellationToken.None);

        Assert.That(lines, Is.EquivalentTo(new[] { ("out", false), ("err", true) }));
        Assert.That(result.Output + result.Error, Is.Empty);
    }

    [Test]
    public void LeavesBytesThatAreNoText()
    {
        var result = SystemCommandRunner.Instance.Run(
            Shell(@"printf '\000\377\r\n'; echo err >&2") with { HasBinaryOutput = true },
            onLine: null,
            CancellationToken.None);

        Assert.That(result.Bytes.ToArray(), Is.EqualTo(new byte[] { 0, 255, 13, 10 }));
        Assert.That((result.Output, result.Error), Is.EqualTo(("", "err\n")));
    }

    [Test]
    public void IsKilledWithItsChildrenAfterItsTime()
    {
        using var folder = new TemporaryFolder();
        var watch = Stopwatch.StartNew();

        var result = SystemCommandRunner.Instance.Run(
            Shell($"sleep 30 & echo $! > {folder["pid"]}; wait") with { Timeout = TimeSpan.FromSeconds(0.5) },
            onLine: null,
            CancellationToken.None);

        Assert.That((result.End, result.ExitCode), Is.EqualTo((CommandEnd.TimedOut, -1)));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(IsRunning(folder.Read("pid")), Is.False);
    }

    [Test]
    public void GetsAnInterruptWhenItIsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var lines = new List<string>();

        var result = SystemCommandRunner.Instance.Run(
            Shell("trap 'echo tidy; exit 0' INT; echo ready; while true; do sleep 0.05; done"),
            (line, _) =>
            {
                lines.Add(line);
                cancellation.Cancel();
            },
            cancellation.Token);

        Assert.That(result.End, Is.EqualTo(CommandEnd.Cancelled));
        Assert.That(lines, Is.EqualTo(new[] { "ready", "tidy" }));
    }

    [Test]
    public void IsKilledWhenItDoesNotHeedTheInterrupt()
    {
        using var cancellation = new CancellationTokenSource();

        var result = SystemCommandRunner.Instance.Run(
            Shell("trap '' INT; echo $$; while true; do sleep 0.05; done") with { Grace = TimeSpan.FromSeconds(0.3) },
            (_, _) => cancellation.Cancel(),
            cancellation.Token);

        Assert.That(result.End, Is.EqualTo(CommandEnd.Cancelled));
    }

    [Test]
    public void IsNotStartedInACancelledBuild() => Assert.That(
        SystemCommandRunner.Instance.Run(Shell("echo out"), onLine: null, new(canceled: true)).End,
        Is.EqualTo(CommandEnd.Cancelled));

    [Test]
    public void IsEndedWhenItsListenerFails()
    {
        var watch = Stopwatch.StartNew();

        Assert.That(
            () => SystemCommandRunner.Instance.Run(
                Shell("echo out; sleep 30"), (_, _) => throw new FormatException("mine"), CancellationToken.None),
            Throws.TypeOf<FormatException>().With.Message.EqualTo("mine"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [TestCase("no-such-program")]
    [TestCase("/no/such/program")]
    public void MustExist(string program) => Assert.That(
        SystemCommandRunner.Instance.Run(new(program, [], "/", Environment), onLine: null, CancellationToken.None).End,
        Is.EqualTo(CommandEnd.NotFound));

    [Test]
    public void MustBeAProgram()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("program", "\u0001\u0002");
        Run($"chmod +x {path}");

        var result = SystemCommandRunner.Instance.Run(
            new(path, [], "/", Environment), onLine: null, CancellationToken.None);

        Assert.That(result.End, Is.EqualTo(CommandEnd.NotFound));
    }

    [Test]
    public void IsShownAsOneWouldTypeIt() => Assert.That(
        new Command("docker", ["run", "it's", ""], "/", Environment).ToString(),
        Is.EqualTo(@"docker run 'it'\''s' ''"));

    // A process that is ending has closed its pipes, and may on a busy system look alive some time longer.
    private static bool IsRunning(string pid)
    {
        const uint Exiting = 4;
        try
        {
            var status = File.ReadAllText($"/proc/{pid.Trim()}/stat");
            var words = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return words[0] is not "Z" && (uint.Parse(words[6], CultureInfo.InvariantCulture) & Exiting) == 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static CommandResult Run(string script) =>
        SystemCommandRunner.Instance.Run(Shell(script), onLine: null, CancellationToken.None);

    private static Command Shell(string script) => new("sh", ["-c", script], "/", Environment);
}
