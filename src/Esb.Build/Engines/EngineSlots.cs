using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Esb.Build.Files;

namespace Esb.Build.Engines;

/// <summary>How many images a call builds, and where those who build on the same engine meet.</summary>
/// <param name="Folder">See <see cref="EngineSlots.FolderOf"/>; empty where nobody meets anybody.</param>
public sealed record SlotQuestion(string Folder, int Count)
{
    /// <summary>How long it is waited in silence.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>
/// Places for the images that an engine builds at once, shared by all projects and processes of a user. Each is the
/// system's lock on a file, so those of a process that dies are free at once.
/// </summary>
public sealed class EngineSlots : IDisposable
{
    /// <summary>
    /// An engine drops builds that wait for more than three seconds for their turn ("no such job"): of 300 targets on
    /// two processors always, of 100 hardly ever.
    /// </summary>
    public const int All = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly List<FileStream> _held = [];
    private readonly bool[] _isHeld = new bool[All];

    private EngineSlots()
    {
    }

    /// <summary>Absolute path in the machine's temporary folder, another for each engine and builder.</summary>
    public static string FolderOf(DockerSettings docker)
    {
        var context = EngineReader.ContextOf(docker);
        var builder = docker.Builder is { Length: > 0 } named ? named : docker.Variable("BUILDX_BUILDER");
        var isOfContext = builder.Length == 0 || builder.Equals(context?.Name, StringComparison.Ordinal);
        var engine = $"{context?.Host ?? docker.Variable("DOCKER_HOST")} {(isOfContext ? "" : builder)}";
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(engine)));
        return Path.Combine(Path.GetTempPath(), $"esb-slots-{Environment.UserName}", key[..16]);
    }

    /// <summary>
    /// Waits until as many places are free as there are images, or all of them for more. They are free again when the
    /// result is disposed. Where the folder cannot be used there is no limit: what it spares is a failure that is tried
    /// again.
    /// </summary>
    /// <param name="say">Called once with a sentence, when it takes long.</param>
    /// <returns><see langword="null"/> when the build was cancelled.</returns>
    public static EngineSlots? Take(SlotQuestion question, Action<string> say, CancellationToken cancellation)
    {
        var slots = new EngineSlots();
        if (question.Folder.Length == 0)
            return slots;

        try
        {
            if (slots.Fill(question, say, cancellation))
                return slots;

            slots.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return slots;
        }
    }

    public void Dispose()
    {
        foreach (var file in _held)
            file.Dispose();
        _held.Clear();
    }

    // Only who has the gate collects places. So nobody waits for places that are held by somebody who waits too: those
    // behind the gate have none, and those who have all they want wait for nothing but their engine.
    private bool Fill(SlotQuestion question, Action<string> say, CancellationToken cancellation)
    {
        MakeFolder(question.Folder);
        var waited = Stopwatch.StartNew();
        var wanted = Math.Min(question.Count, All);
        var isSaid = false;
        FileStream? gate = null;
        try
        {
            while (true)
            {
                gate ??= FileLock.TryOpen(Path.Combine(question.Folder, "gate"));
                if (gate is not null && Collect(question.Folder, wanted))
                    return true;

                if (!isSaid && waited.Elapsed > question.Patience)
                {
                    isSaid = true;
                    say("waiting for other builds on this Docker Engine, which bears "
                        + $"{All} images at once; here are {wanted}");
                }

                if (cancellation.WaitHandle.WaitOne(Pause))
                    return false;
            }
        }
        finally
        {
            gate?.Dispose();
        }
    }

    /// <returns>Whether it has as many as it wants.</returns>
    private bool Collect(string folder, int wanted)
    {
        for (var i = 0; i < All && _held.Count < wanted; i++)
        {
            if (_isHeld[i] || FileLock.TryOpen(Path.Combine(folder, $"{i}")) is not { } file)
                continue;

            _held.Add(file);
            _isHeld[i] = true;
        }

        return _held.Count == wanted;
    }

    // Of this user alone: nobody else can make a build wait.
    private static void MakeFolder(string folder)
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Own);
    }
}
