namespace Esb.Docker.Tests.Mutations;

/// <summary>Changes of what is said about images: Dockerfiles, ignore files, items, secrets, commits.</summary>
internal static class DefinitionEdits
{
    private static readonly string[] Patterns =
        ["*", "**/a", "d", "!d/a", "*.log", "**/*.log", "!x.log", ".*", "# nothing", "empty*", "!file", "d/*", ""];

    private static readonly string[] IgnoreFiles =
    [
        "base/.dockerignore", "base/Dockerfile.dockerignore", "one/src/.dockerignore", "one/Dockerfile.dockerignore",
        "two/src/.dockerignore", "shared/.dockerignore", "one/.dockerignore", "outer.Dockerfile.dockerignore",
        "other/.dockerignore",
    ];

    public static IReadOnlyList<Edit> All { get; } =
    [
        new("ignore more or less", Ignore) { Weight = 4 },
        new("delete ignore file", static r => FileEdits.On(r.Folder.Files[r.Any(IgnoreFiles)], File.Delete)),
        new("comment in Dockerfile", static r => FileEdits.On(Dockerfile(r),
            f => File.AppendAllText(f, $"# {r.Random.Next(100)}\n"))),
        new("step in Dockerfile", Step) { Weight = 2 },
        new("build argument", static r => Project(r, r.Flavour = $"flavour{r.Random.Next(3)}")),
        new("named context", static r => Project(r, r.Shared = r.Shared is "shared" ? "other" : "shared")),
        new("secret", static r => Secret(r, "token")) { Weight = 2 },
        new("secret that an argument follows", static r => Secret(r, "key")),
        new("commit", static r => r.Folder.Files.Commit($"{r.Random.Next(1000)}")),
        new("switch branches", Switch) { Weight = 2 },
        new("what git does for itself", Housekeeping),
    ];

    private static string Project(MutatedRepository repository, string value)
    {
        repository.WriteProject();
        return value;
    }

    private static string Dockerfile(MutatedRepository repository) =>
        repository.Folder.Files[repository.Any(MutatedRepository.Dockerfiles)];

    private static string Ignore(MutatedRepository repository)
    {
        var path = repository.Folder.Files[repository.Any(IgnoreFiles)];
        var lines = File.Exists(path) ? [.. File.ReadAllLines(path)] : new List<string>();
        if (lines.Count > 0 && repository.Random.Next(2) == 0)
            lines.RemoveAt(repository.Random.Next(lines.Count));
        else
            lines.Insert(repository.Random.Next(lines.Count + 1), repository.Any(Patterns));
        File.WriteAllLines(path, lines);
        return path;
    }

    // Before the last line, which copies the version.
    private static string Step(MutatedRepository repository)
    {
        var path = Dockerfile(repository);
        var lines = File.ReadAllLines(path).ToList();
        var last = lines.FindIndex(static l => l.StartsWith("COPY --from=meta", StringComparison.Ordinal));
        if (lines[last - 1].StartsWith("RUN echo step", StringComparison.Ordinal))
            lines.RemoveAt(last - 1);
        else
            lines.Insert(last, $"RUN echo step {repository.Random.Next(3)} >/step");
        File.WriteAllLines(path, lines);
        return path;
    }

    private static string Secret(MutatedRepository repository, string name)
    {
        repository.Folder.Files.Write(name, $"secret {repository.Random.Next(4)} of {repository.Folder.Brand}");
        return name;
    }

    private static string Switch(MutatedRepository repository)
    {
        var files = repository.Folder.Files;
        files.Commit("before switching");
        var isMain = files.Git("branch", "--show-current") is "main";
        if (isMain && files.Run("git", "checkout", "--quiet", "other").Succeeded)
            return "to other";

        files.Git(isMain ? ["checkout", "--quiet", "-b", "other"] : ["checkout", "--quiet", "main"]);
        // Git knows no empty folders.
        foreach (var tree in MutatedRepository.Trees)
            Directory.CreateDirectory(files[tree]);
        // The project file is of the branch; what this test remembers of it is not.
        repository.WriteProject();
        return isMain ? "to a new one" : "to main";
    }

    private static string Housekeeping(MutatedRepository repository)
    {
        repository.Folder.Files.Git("gc", "--quiet");
        repository.Folder.Files.Git("branch", "--force", $"b{repository.Random.Next(3)}");
        return "gc, branch";
    }
}
