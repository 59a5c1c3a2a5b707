using System.Formats.Tar;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// Reads a file out of an image in the engine, through a container that is never started: it works for images without a
/// shell and for those of other platforms. Three processes, about 0.2 s; may be called side by side.
/// </summary>
public static class ImageReader
{
    /// <summary>
    /// Containers that a killed build left behind carry it: <c>docker ps -aq --filter label=com.esb.verify=1</c>.
    /// </summary>
    public const string Label = "com.esb.verify=1";

    public static ImageFile Run(
        ImageFileRequest request, ICommandRunner runner, ProblemList problems, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return new(ImageFileState.Unknown, default);

        var container = "esb-verify-" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
        try
        {
            // Not cancelled: the engine might make the container all the same, after it was removed here.
            var created = runner.Run(Create(request, container), onLine: null, CancellationToken.None);
            if (!created.Succeeded)
                return Failed(created, request, problems);

            var copied = runner.Run(Copy(request, container), onLine: null, cancellation);
            return copied.Succeeded ? Parse(copied, request, problems) : Failed(copied, request, problems);
        }
        finally
        {
            runner.Run(request.Docker.Query("rm", "--force", container), onLine: null, CancellationToken.None);
        }
    }

    // The command is never run, but an image without one (FROM scratch) needs it. No network, because none has to be
    // made then.
    private static Command Create(ImageFileRequest request, string container) => request.Docker.Query(
        "create", "--pull", "never", "--network", "none", "--label", Label, "--name", container, request.Reference, "/esb-verify");

    private static Command Copy(ImageFileRequest request, string container) =>
        request.Docker.Query("cp", "--follow-link", $"{container}:{request.Path}", "-") with { HasBinaryOutput = true };

    private static ImageFile Parse(CommandResult copied, ImageFileRequest request, ProblemList problems)
    {
        try
        {
            using var tar = new TarReader(new MemoryStream(copied.Bytes.ToArray()));
            var entry = tar.GetNextEntry(copyData: true);
            if (entry is not { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile })
                return new(ImageFileState.NoSuchFile, default);

            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            return new(ImageFileState.Found, content.ToArray());
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return Unreadable(request, e.Message, problems);
        }
    }

    private static ImageFile Failed(CommandResult result, ImageFileRequest request, ProblemList problems)
    {
        if (result.End == CommandEnd.Cancelled)
            return new(ImageFileState.Unknown, default);
        if (Has(result, "No such image"))
            return new(ImageFileState.NoSuchImage, default);
        if (Has(result, "Could not find the file") || Has(result, "No such container:path"))
            return new(ImageFileState.NoSuchFile, default);
        if (DockerProbe.FailureOf(result, request.Docker) is { } machine && machine.Rule != Rules.EngineFailed)
        {
            problems.Add(machine);
            return new(ImageFileState.Unknown, default);
        }

        return Unreadable(request, result.Error, problems);
    }

    private static ImageFile Unreadable(ImageFileRequest request, string reason, ProblemList problems)
    {
        problems.Add(
            Rules.ImageUnreadable, position: null, request.Reference, request.Path, EngineFailure.LastLine(reason));
        return new(ImageFileState.Unknown, default);
    }

    private static bool Has(CommandResult result, string part) =>
        result.Error.Contains(part, StringComparison.OrdinalIgnoreCase);
}
