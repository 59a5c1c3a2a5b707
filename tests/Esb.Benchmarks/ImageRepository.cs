using System.Text;
using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>
/// A temporary repository of images that are removed with it. No two share anything in a builder's cache.
/// </summary>
internal sealed class ImageRepository : IDisposable
{
    private const string FileOfAll = "d000/f00000.txt";
    private const int ImagesACall = 500;

    private readonly ImageShape _shape;
    private readonly SdkFolder _folder = new();
    private readonly string _brand = $"esb-bench-{Path.GetRandomFileName()[..6]}";
    private int _changes;

    public ImageRepository(ImageShape shape)
    {
        _shape = shape;
        // As users have it: the tests' own settings keep processes of MSBuild from being used again.
        _folder.Environment.Remove("MSBUILDDISABLENODEREUSE");
        _folder.Environment.Remove("DOTNET_CLI_USE_MSBUILD_SERVER");
        Calls = new(_folder);
        WriteProject();
        _folder.Write("empty.proj", "<Project><Target Name=\"Empty\" /></Project>\n");
        Renew();
        _folder.Commit();
    }

    public DockerCalls Calls { get; }

    /// <summary>MSBuild's own time: a target that does nothing, in a project without SDK.</summary>
    public Sample Empty() => Dotnet("empty.proj", "Empty");

    public Sample Build() => Dotnet("images.proj", "EsbImages");

    /// <summary>Only the definition.</summary>
    public Sample Generate() => Dotnet("images.proj", "EsbGenerateBakeFile");

    /// <param name="targets">None: all.</param>
    public Sample Bake(IEnumerable<string> targets) => Sample.Run(
        _folder.Root, _folder.Environment, "docker", ["buildx", "bake", "-f", "obj/esb/docker-bake.json", .. targets]);

    public Sample GitStatus() => Sample.Run(_folder.Root, _folder.Environment, "git", "status", "--porcelain");

    /// <summary>Changes one file of an image.</summary>
    public void Change(string image) => WriteFile(image, FileOfAll);

    public void Commit() => _folder.Git("commit", "--quiet", "--allow-empty", "-m", "change");

    /// <summary>Gives all files of all images other contents, and forgets what was built.</summary>
    public void Renew()
    {
        foreach (var (image, from) in _shape.Images)
        {
            WriteDockerfile(image, from);
            foreach (var path in _shape.Paths)
                WriteFile(image, path);
        }

        foreach (var made in new[] { "obj", "." + _brand }.Select(name => _folder[name]).Where(Directory.Exists))
            Directory.Delete(made, recursive: true);
    }

    public void Dispose()
    {
        // Filtered by the engine: to list all that others have takes long.
        string[] list = ["image", "ls", "--filter", $"reference={_brand}-*", "--format", "{{.Repository}}:{{.Tag}}"];
        foreach (var images in DockerEngine.Must(list).Split('\n').Where(static i => i.Length > 0).Chunk(ImagesACall))
            DockerEngine.Run(["image", "rm", .. images]);
        _folder.Dispose();
    }

    private Sample Dotnet(string project, string target) => Sample.Run(
        _folder.Root, _folder.Environment, "dotnet", "build", project, "-t:" + target, "-v:q", "-nologo");

    private void WriteProject()
    {
        var items = new StringBuilder();
        foreach (var (image, from) in _shape.Images)
        {
            items.Append("<EsbImage Include=\"").Append(image).Append("\" Context=\"").Append(image)
                .Append("\" BaseImages=\"").Append(from).Append("\" />\n");
        }

        _folder.Write(".gitignore", $"obj/\n.{_brand}/\n{DockerCalls.Place}/\n");
        _folder.WriteProject(
            $"<PropertyGroup><EsbBrand>{_brand}</EsbBrand></PropertyGroup>\n<ItemGroup>\n{items}</ItemGroup>");
    }

    private void WriteDockerfile(string image, string from)
    {
        var variable = from.ToUpperInvariant() + "_IMAGE";
        var start = from.Length > 0 ? $"ARG {variable}\nFROM ${{{variable}}}" : "FROM esb-test/busybox:1";
        _folder.Write($"{image}/Dockerfile", $"""
            {start}
            COPY . /{image}/
            RUN --network=none cat /{image}/{FileOfAll} > /{image}/made
            COPY --from=meta /version.json /app/version.json

            """);
    }

    private void WriteFile(string image, string path) =>
        _folder.Write($"{image}/{path}", $"{_brand} {image} {path} {++_changes}\n");
}
