using Esb.Testing;

namespace Esb.Docker.Tests.Mutations;

/// <summary>What happens to images in the engine, and to the files that builds leave.</summary>
internal static class MachineEdits
{
    public static IReadOnlyList<Edit> All { get; } =
    [
        new("remove tag", static r => Docker(r, "rmi", Image(r))) { Excuses = true, Weight = 2 },
        new("remove both tags", RemoveBoth) { Excuses = true, Weight = 2 },
        new("tag another image", static r => Docker(r, "tag", "esb-test/busybox:1", Image(r))) { Excuses = true },
        new("tag one of ours as another of ours", static r => Docker(r, "tag", Image(r), Image(r))) { Excuses = true },
        new("move image from elsewhere", MoveExternal) { Excuses = true },
        new("delete obj", static r => Delete(r, "obj")) { Excuses = true },
        new("delete the state folder", static r => Delete(r, "." + r.Folder.Brand)) { Excuses = true },
        new("cut off a record", Cut) { Excuses = true, Weight = 2 },
    ];

    private static string Image(MutatedRepository repository) =>
        repository.Folder.Image(repository.Any(MutatedRepository.Names));

    private static string Docker(MutatedRepository repository, params string[] arguments) =>
        DockerEngine.Run(arguments).Succeeded ? string.Join(' ', arguments) : "";

    private static string MoveExternal(MutatedRepository repository) =>
        Docker(repository, "tag", repository.Elsewhere(repository.Random.Next(2)), repository.External);

    private static string RemoveBoth(MutatedRepository repository)
    {
        var tags = repository.Targets[repository.Any(MutatedRepository.Names)].GetProperty("tags").EnumerateArray();
        return Docker(repository, ["rmi", .. tags.Select(static t => t.GetString()!)]);
    }

    private static string Delete(MutatedRepository repository, string folder)
    {
        Directory.Delete(repository.Folder.Files[folder], recursive: true);
        Directory.CreateDirectory(repository.Folder.Files["obj"]);
        return folder;
    }

    private static string Cut(MutatedRepository repository)
    {
        string[] files =
        [
            .. new[] { "obj", "." + repository.Folder.Brand }
                .Select(f => repository.Folder.Files[f]).Where(Directory.Exists)
                .SelectMany(static f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
                .Where(static f => !f.EndsWith("project.assets.json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
        return FileEdits.On(files.Length == 0 ? "" : repository.Any(files), path =>
        {
            using var file = File.OpenWrite(path);
            file.SetLength(repository.Random.NextInt64(file.Length + 1));
        });
    }
}
