using System.Globalization;
using System.Text.Json;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>
/// Counts calls of bake with a program called docker in front of the real one. What a call would solve is asked of bake
/// itself, so only in runs that do not count.
/// </summary>
internal sealed class DockerCalls
{
    /// <summary>Relative to the repository, for its <c>.gitignore</c>.</summary>
    public const string Place = "docker-calls";

    private readonly string _folder;

    /// <param name="folder">Its programs call the docker that counts.</param>
    public DockerCalls(SdkFolder folder)
    {
        var path = folder.Environment["PATH"];
        var docker = path.Split(Path.PathSeparator).Select(static p => Path.Combine(p, "docker")).First(File.Exists);
        _folder = Path.GetDirectoryName(folder.Write(Place + "/docker", $"""
            #!/bin/sh
            if [ -d '{folder[Place]}/counts' ] && [ "$1 $2" = 'buildx bake' ]; then
                '{docker}' "$@" --print > '{folder[Place]}/counts/'$$ 2>/dev/null
            fi
            exec '{docker}' "$@"

            """))!;
        folder.Must("chmod", "+x", Path.Combine(_folder, "docker"));
        folder.Environment["PATH"] = _folder + Path.PathSeparator + path;
    }

    private string Counts => Path.Combine(_folder, "counts");

    /// <summary>
    /// Runs something once: how many calls of bake it makes, how many targets they ask for, and how many they solve
    /// because of that. What is built from is solved and, by us, not exported. What the engine fails in and is asked
    /// again counts again.
    /// </summary>
    public string Count(Func<Sample> run)
    {
        Directory.CreateDirectory(Counts);
        run();
        var (calls, images, targets) = (0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(Counts))
        {
            using var definition = JsonDocument.Parse(File.ReadAllBytes(file));
            calls++;
            targets += definition.RootElement.GetProperty("target").EnumerateObject().Count();
            images += definition.RootElement.GetProperty("group").GetProperty("default").GetProperty("targets")
                .GetArrayLength();
        }

        Directory.Delete(Counts, recursive: true);
        return string.Create(CultureInfo.InvariantCulture, $"{calls}: {images} of {targets}");
    }
}
