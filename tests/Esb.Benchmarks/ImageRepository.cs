using System.Text;

namespace Esb.Benchmarks;

/// <summary>A repository of images with Dockerfiles of their own.</summary>
internal sealed class ImageRepository : MeasuredRepository
{
    private const string FileOfAll = "d000/f00000.txt";

    private readonly ImageShape _shape;
    private int _changes;

    public ImageRepository(ImageShape shape)
    {
        _shape = shape;
        Calls = new(Folder);
        WriteProject();
        Renew();
        Folder.Commit();
    }

    public DockerCalls Calls { get; }

    /// <param name="targets">None: all.</param>
    public Sample Bake(IEnumerable<string> targets) => Sample.Run(
        Folder.Root, Folder.Environment, "docker",
        ["buildx", "bake", "-f", "obj/esb/images.proj/docker-bake.json", .. targets]);

    public Sample GitStatus() => Sample.Run(Folder.Root, Folder.Environment, "git", "status", "--porcelain");

    /// <summary>Changes one file of an image.</summary>
    public void Change(string image) => WriteFile(image, FileOfAll);

    public void Commit() => Folder.Git("commit", "--quiet", "--allow-empty", "-m", "change");

    /// <summary>Gives all files of all images other contents, and forgets what was built.</summary>
    public void Renew()
    {
        foreach (var (image, from) in _shape.Images)
        {
            WriteDockerfile(image, from);
            foreach (var path in _shape.Paths)
                WriteFile(image, path);
        }

        foreach (var made in new[] { "obj", "." + Brand }.Select(name => Folder[name]).Where(Directory.Exists))
            Directory.Delete(made, recursive: true);
    }

    private void WriteProject()
    {
        var items = new StringBuilder();
        foreach (var (image, from) in _shape.Images)
        {
            items.Append("<EsbImage Include=\"").Append(image).Append("\" Context=\"").Append(image)
                .Append("\" BaseImages=\"").Append(from).Append("\" />\n");
        }

        WriteProject($"<ItemGroup>\n{items}</ItemGroup>", $"{DockerCalls.Place}/\n");
    }

    private void WriteDockerfile(string image, string from)
    {
        var variable = from.ToUpperInvariant() + "_IMAGE";
        var start = from.Length > 0 ? $"ARG {variable}\nFROM ${{{variable}}}" : "FROM esb-test/busybox:1";
        Folder.Write($"{image}/Dockerfile", $"""
            {start}
            COPY . /{image}/
            RUN --network=none cat /{image}/{FileOfAll} > /{image}/made
            COPY --from=meta /version.json /app/version.json

            """);
    }

    private void WriteFile(string image, string path) =>
        Folder.Write($"{image}/{path}", $"{Brand} {image} {path} {++_changes}\n");
}
