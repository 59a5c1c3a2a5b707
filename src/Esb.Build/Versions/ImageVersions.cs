using System.Text.Json;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;

namespace Esb.Build.Versions;

/// <summary>Which images to look into, and the commit that they should say.</summary>
/// <param name="References">One reference an image.</param>
/// <param name="Sha">Full.</param>
public sealed record VerifyRequest(DockerSettings Docker, IReadOnlyList<string> References, string Sha);

/// <summary>
/// Reads <c>/app/version.json</c> back out of images: what an image says of itself is worth what somebody has checked.
/// </summary>
public static class ImageVersions
{
    public const string Path = "/app/version.json";

    // Each image costs the engine a container; more at once only queue there.
    private const int AtOnce = 4;

    /// <summary>
    /// Looks into all images and reports each that has no such file or that was built of another commit.
    /// </summary>
    /// <returns>How many images say the right commit.</returns>
    public static int Check(
        VerifyRequest request, ICommandRunner runner, ProblemList problems, CancellationToken cancellation)
    {
        var found = new ProblemList[request.References.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        Parallel.For(0, found.Length, options, i => found[i] = Check(request, i, runner, cancellation));

        foreach (var problem in found.SelectMany(static list => list.Found).Distinct())
            problems.Add(problem);
        return found.Count(static list => !list.HasErrors);
    }

    private static ProblemList Check(
        VerifyRequest request, int index, ICommandRunner runner, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        var reference = request.References[index];
        var file = ImageReader.Run(new(request.Docker, reference, Path), runner, problems, cancellation);
        switch (file.State)
        {
            case ImageFileState.NoSuchImage:
                problems.Add(Rules.ImageGone, null, reference);
                break;
            case ImageFileState.NoSuchFile:
                problems.Add(Rules.NoVersionInImage, null, reference);
                break;
            case ImageFileState.Found when Sha(file.Bytes) is var sha
                && !request.Sha.Equals(sha, StringComparison.Ordinal):
                problems.Add(Rules.WrongVersionInImage, null, reference, sha ?? "no commit", request.Sha);
                break;
            case ImageFileState.Unknown when cancellation.IsCancellationRequested:
                problems.Add(Rules.VerifyCancelled, null);
                break;
            default:
                break;
        }

        return problems;
    }

    private static string? Sha(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("git_sha", out var sha) && sha.ValueKind == JsonValueKind.String
                    ? sha.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
