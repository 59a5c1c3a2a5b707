using System.Diagnostics;
using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>
/// A Docker Engine of its own, with the classic image store unless said otherwise, which ends with the test. In a
/// network of its own: an engine tidies up the bridges that it finds, and those of this machine are another's.
/// </summary>
internal sealed class PrivateEngine : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();
    private Process _process;

    /// <param name="hasContainerdStore">Whether it keeps images in containerd's store, not in the classic one.</param>
    public PrivateEngine(bool hasContainerdStore = false)
    {
        _folder.Write("daemon.json", $$$"""
            {"features":{"containerd-snapshotter":{{{(hasContainerdStore ? "true" : "false")}}}},"iptables":false,"ip6tables":false}
            """);
        _process = Start();
    }

    /// <summary>For <c>DOCKER_HOST</c>.</summary>
    public string Address => "unix://" + _folder["sock"];

    /// <summary>Its process, in whose network others can be run.</summary>
    public int Id => _process.Id;

    /// <summary>Ends it, as a service manager does that restarts it.</summary>
    public void End()
    {
        RunningBuild.Send("TERM", _process.Id);
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    public void Begin() => _process = Start();

    /// <summary>Brings an image of this machine's engine here.</summary>
    public void Take(string image)
    {
        var file = _folder["image.tar"];
        DockerEngine.Must("save", "-o", file, image);
        Must("load", "-i", file);
        File.Delete(file);
    }

    /// <summary>A file or folder of one of its images.</summary>
    public ImageEntry Entry(string reference, string path) => ImageEntry.Of(
        new Dictionary<string, string>(ProgramRun.Environment, StringComparer.Ordinal) { ["DOCKER_HOST"] = Address },
        reference, path);

    /// <summary>
    /// Commits a snapshot of BuildKit's, which BuildKit does not learn: what is left of it when a build is killed in a
    /// certain moment.
    /// </summary>
    /// <param name="key">Id of a record of its cache.</param>
    public void CommitSnapshot(string key) => ProgramRun.Must(
        _folder.Root, "ctr", "--address", _folder["exec/containerd/containerd.sock"], "--namespace", "moby",
        "snapshots", "--snapshotter", "overlayfs", "commit", key + "-committed", key);

    public string Must(params IReadOnlyList<string> arguments) =>
        Run(arguments) is { Succeeded: true } result
            ? result.Output.TrimEnd('\n')
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)} of a private engine failed.");

    public void Dispose()
    {
        End();
        _folder.Dispose();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("unshare",
        [
            "--net", "sh", "-c", "ip link set lo up; exec dockerd \"$@\"", "dockerd", "--config-file", _folder["daemon.json"], "--data-root", _folder["data"],
            "--exec-root", _folder["exec"], "--pidfile", _folder["pid"], "--host", Address,
        ])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        // What it says is of interest only when it does not answer; nobody may make it wait for a reader.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        Patience.Until("the private engine answers", () => Run("version").Succeeded, TimeSpan.FromSeconds(60));
        return process;
    }

    private Build.Processes.CommandResult Run(params IReadOnlyList<string> arguments) =>
        ProgramRun.Run(_folder.Root, "docker", ["--host", Address, .. arguments]);
}
