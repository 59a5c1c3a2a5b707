using System.Formats.Tar;
using System.Text;
using Esb.Build.Processes;

namespace Esb.Testing;

/// <summary>
/// A file or folder of an image, copied out of a container that never runs: the image needs no program. What a program
/// prints is no way to read one: an engine in a network of its own lost it in up to 12 of 200 runs on a busy machine
/// (<c>docker run</c> ended well, and <c>docker logs</c> had nothing either).
/// </summary>
/// <param name="Content">UTF-8 text; empty for a folder.</param>
/// <param name="Mode">Permissions.</param>
public sealed record ImageEntry(string Content, UnixFileMode Mode)
{
    /// <param name="environment">Says which engine.</param>
    /// <param name="reference">An image that the engine has.</param>
    /// <param name="path">Absolute, in the image.</param>
    /// <exception cref="InvalidOperationException">There is no such image, or nothing at the path.</exception>
    public static ImageEntry Of(IReadOnlyDictionary<string, string> environment, string reference, string path)
    {
        var folder = Path.GetTempPath();
        string[] create = ["create", "--pull", "never", "--network", "none", reference, "/never-run"];
        var container = ProgramRun.Must(folder, environment, "docker", create);
        try
        {
            var copy = new Command("docker", ["cp", $"{container}:{path}", "-"], folder, environment)
            {
                HasBinaryOutput = true,
            };
            var result = SystemCommandRunner.Instance.Run(copy, onLine: null, CancellationToken.None);
            return result.Succeeded
                ? First(result.Bytes)
                : throw new InvalidOperationException($"{path} of {reference}: {result.Error}");
        }
        finally
        {
            ProgramRun.Must(folder, environment, "docker", "rm", "--force", container);
        }
    }

    private static ImageEntry First(ReadOnlyMemory<byte> tar)
    {
        using var reader = new TarReader(new MemoryStream(tar.ToArray()));
        using var content = new MemoryStream();
        var entry = reader.GetNextEntry() ?? throw new InvalidOperationException("docker cp gave an empty archive.");
        entry.DataStream?.CopyTo(content);
        return new(Encoding.UTF8.GetString(content.ToArray()), entry.Mode);
    }
}
