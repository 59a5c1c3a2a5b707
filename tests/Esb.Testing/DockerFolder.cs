using System.Text.Json;

namespace Esb.Testing;

/// <summary>
/// A temporary repository with a brand, and so image names, of its own. Its images are removed with it.
/// </summary>
public sealed class DockerFolder : IDisposable
{
    private static int _folders;

    public DockerFolder(string suffix = "")
    {
        var number = Interlocked.Increment(ref _folders);
        Brand = $"t{System.Environment.ProcessId:x}n{number:x}x{Path.GetRandomFileName()[..5]}";
        Files = new(suffix);
        Files.Write(
            "Directory.Build.props", $"<Project><PropertyGroup><EsbBrand>{Brand}</EsbBrand></PropertyGroup></Project>");
    }

    /// <summary>Unique on this machine; also good for text that no other build has in its cache.</summary>
    public string Brand { get; }

    public SdkFolder Files { get; }

    /// <summary>The images as <c>obj/esb/images.proj/images.json</c> records them, by target.</summary>
    public IReadOnlyDictionary<string, JsonElement> Record => RecordOf("images.proj");

    /// <summary>What the last build or plan found stale, by target, with the reasons.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Stale =>
        Json("obj/esb/images.proj/plan.json").GetProperty("images").EnumerateArray()
            .Where(static i => i.GetProperty("stale").GetBoolean())
            .ToDictionary(
                static i => i.GetProperty("target").GetString()!,
                static i => (IReadOnlyList<string>)
                    [.. i.GetProperty("reasons").EnumerateArray().Select(static r => r.GetString()!)],
                StringComparer.Ordinal);

    /// <summary>The same for another project file.</summary>
    public IReadOnlyDictionary<string, JsonElement> RecordOf(string project) =>
        Json($"obj/esb/{project}/images.json").GetProperty("images").EnumerateArray()
            .ToDictionary(static i => i.GetProperty("target").GetString()!, StringComparer.Ordinal);

    /// <summary>The targets of the bake file, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> BakeTargets =>
        Json("obj/esb/images.proj/docker-bake.json").GetProperty("target").EnumerateObject()
            .ToDictionary(static t => t.Name, static t => t.Value, StringComparer.Ordinal);

    /// <summary>What an image is called.</summary>
    public string Image(string name = "svc", string tag = "latest") => $"{Brand}-{name}:{tag}";

    /// <summary><c>dotnet build images.proj</c>.</summary>
    public BuildOutcome Build(params IReadOnlyList<string> arguments) => Files.Build(["images.proj", .. arguments]);

    /// <summary>A build that has to succeed for the test to say anything.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has its whole output.</exception>
    public BuildOutcome MustBuild(params IReadOnlyList<string> arguments)
    {
        var build = Build(arguments);
        return build.Succeeded ? build : throw new InvalidOperationException(build.ToString());
    }

    public JsonElement Json(string relative)
    {
        using var document = JsonDocument.Parse(Files.Read(relative));
        return document.RootElement.Clone();
    }

    /// <summary><c>/app/version.json</c> of an image.</summary>
    public JsonElement Version(string image)
    {
        using var document = JsonDocument.Parse(DockerEngine.Read(image, "/app/version.json"));
        return document.RootElement.Clone();
    }

    public void Dispose()
    {
        DockerEngine.RemoveImages(Brand + "-");
        Files.Dispose();
    }
}
