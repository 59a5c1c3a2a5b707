using System.Globalization;
using System.Text.Json;
using Esb.Build.Processes;

namespace Esb.Testing;

/// <summary>
/// The Docker Engine of this machine, asked through the docker program as a user would; about images over its socket,
/// because that happens hundreds of times.
/// </summary>
public static class DockerEngine
{
    private const string SetUp =
        "Type ./build.sh test: it sets up whatever is missing, and touches nothing of an engine that runs already.";

    internal static EngineSocket Socket { get; } = new(ProgramRun.Environment);

    /// <exception cref="InvalidOperationException">There is no engine, or it lacks an image that tests are built
    /// from.</exception>
    public static void Require(params IReadOnlyList<string> images)
    {
        var version = Run("version", "--format", "{{.Server.Version}}");
        if (!version.Succeeded)
        {
            throw new InvalidOperationException(
                $"These tests need a Docker Engine, and none answers: {version.Error.Trim()}\n{SetUp}");
        }

        foreach (var image in images)
        {
            if (!HasImage(image))
            {
                throw new InvalidOperationException(
                    $"These tests need the image {image} in the Docker Engine, and it is not there.\n{SetUp}");
            }
        }
    }

    /// <param name="environment">Says which engine.</param>
    /// <returns>Its process.</returns>
    public static int ProcessId(IReadOnlyDictionary<string, string> environment) =>
        EngineSocket.Listener(environment) is var id and not 1
            ? id
            : int.Parse(File.ReadAllText("/var/run/docker.pid"), CultureInfo.InvariantCulture);

    public static CommandResult Run(params IReadOnlyList<string> arguments) =>
        ProgramRun.Run(Path.GetTempPath(), "docker", arguments);

    /// <returns>Standard output without its last line end.</returns>
    /// <exception cref="InvalidOperationException">docker failed.</exception>
    public static string Must(params IReadOnlyList<string> arguments) =>
        ProgramRun.Must(Path.GetTempPath(), "docker", arguments);

    /// <summary>Builds an image of Dockerfile lines, without a context.</summary>
    public static void Make(string reference, params IReadOnlyList<string> lines)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("Dockerfile", string.Join('\n', lines) + "\n");
        Must("buildx", "build", "-q", "--provenance=false", "--load", "-t", reference, "-f", file, folder.Root);
    }

    public static bool HasImage(string reference) => Socket.Image(reference) is not null;

    /// <summary>What <c>docker image inspect</c> says.</summary>
    /// <exception cref="InvalidOperationException">There is no such image.</exception>
    public static JsonElement Inspect(string reference) => Socket.Image(reference)
        ?? throw new InvalidOperationException($"The engine has no image {reference}.");

    /// <summary>With the containerd store this is the digest of the manifest.</summary>
    public static string Digest(string reference) => Inspect(reference).GetProperty("Id").GetString()!;

    public static string? Label(string reference, string name) =>
        Inspect(reference).GetProperty("Config").GetProperty("Labels").TryGetProperty(name, out var value)
            ? value.GetString()
            : null;

    /// <summary>Everything that the image says about how it was made.</summary>
    public static string History(string reference) =>
        Must("history", "--no-trunc", "--format", "{{json .}}", reference);

    /// <summary>What a program in the image prints, without a network.</summary>
    public static string Print(string reference, params IReadOnlyList<string> command) =>
        PrintIn("none", reference, command);

    /// <summary>What a program in the image prints, in a network of the engine; more than nothing.</summary>
    // The engine loses what a program prints: all of it, once in some hundred runs on a busy machine. ImageEntry.
    public static string PrintIn(string network, string reference, params IReadOnlyList<string> command)
    {
        var text = "";
        for (var i = 0; i < 5 && text.Length is 0; i++)
            text = Must(["run", "--rm", "--network", network, "--pull", "never", reference, .. command]);
        return text;
    }

    /// <summary>A text file of an image, exactly; the image needs no program.</summary>
    public static string Read(string reference, string path) =>
        ImageEntry.Of(ProgramRun.Environment, reference, path).Content;

    /// <summary>Removes the images whose repository begins so, after a registry or without one; nothing else.</summary>
    public static void RemoveImages(string prefix) => Remove(Images(prefix));

    /// <summary>
    /// Removes names of images. An engine with the containerd store looks through all that it has for each image of
    /// which this is the last name: so they are first made names of one and the same.
    /// </summary>
    public static void Remove(IReadOnlyList<string> references)
    {
        if (references.Count == 0)
            return;

        using var folder = new TemporaryFolder();
        EmptyImage.Write(folder["empty.tar"], references);
        // Another store takes no such file, and needs none.
        if (references.Count > 1)
            Run("image", "load", "--quiet", "--input", folder["empty.tar"]);
        Run(["image", "rm", "--force", .. references]);
    }

    /// <summary>Names of the images whose repository begins so, after a registry or without one.</summary>
    // Filtered by the engine, which computes a size for each image that it lists: 20 ms with the containerd store. It
    // fails as a whole where one of them is removed in the middle of that ("failed to calculate size of image").
    public static string[] Images(string prefix)
    {
        string[] list =
        [
            "image", "ls", "--format", "{{.Repository}}:{{.Tag}}",
            "--filter", $"reference={prefix}*",
            "--filter", $"reference=*/{prefix}*",
            "--filter", $"reference=*/*/{prefix}*",
        ];
        for (var i = 0; i < 10; i++)
        {
            if (Run(list) is { Succeeded: true } answer)
                return answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        return Must(list).Split('\n');
    }
}
