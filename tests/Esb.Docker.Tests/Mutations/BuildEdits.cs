namespace Esb.Docker.Tests.Mutations;

/// <summary>Builds unlike others: of one image, failing, killed, and with files changing under them.</summary>
internal static class BuildEdits
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static IReadOnlyList<Edit> All { get; } =
    [
        new("build one image", static r =>
        {
            var name = r.Any(MutatedRepository.Names);
            r.Folder.MustBuild("-t:EsbImages", "-p:EsbOnly=" + name);
            return name;
        }) { Excuses = true, Weight = 2 },
        new("failing build", Fail) { Excuses = true, Weight = 2 },
        new("killed build", Kill) { Excuses = true, Weight = 3 },
        new("edit while building", static r => EditWhileBuilding(r, FileEdits.All)) { Excuses = true, Weight = 3 },
        new("stealthy edit while building", static r => EditWhileBuilding(r, StealthyEdits.All))
        {
            Excuses = true,
            Weight = 3,
        },
    ];

    private static string Fail(MutatedRepository repository)
    {
        var path = repository.Folder.Files[repository.Any(MutatedRepository.Dockerfiles)];
        var content = File.ReadAllText(path);
        File.AppendAllText(path, "RUN false\n");
        var build = repository.Folder.Build("-t:EsbImages");
        File.WriteAllText(path, content);
        return build.Succeeded ? throw new InvalidOperationException($"{path} was built with a failing step.") : path;
    }

    private static string Kill(MutatedRepository repository)
    {
        Disturb(repository);
        using var build = new RunningBuild(repository.Folder, "-t:EsbImages");
        var limit = TimeSpan.FromMilliseconds(repository.Random.Next(500, 4000));
        var ended = build.EndsWithin(limit);
        if (!ended)
            build.Send("KILL");
        RunningBuild.KillBakes(repository.Folder.Files);
        return ended ? "it had ended" : $"after {limit.TotalMilliseconds} ms";
    }

    private static string EditWhileBuilding(MutatedRepository repository, IReadOnlyList<Edit> edits)
    {
        Disturb(repository);
        using var build = new RunningBuild(repository.Folder, "-t:EsbImages");
        var done = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            if (build.EndsWithin(TimeSpan.FromMilliseconds(repository.Random.Next(200, 1500))))
                break;

            var edit = repository.Any(edits);
            done.Add($"{edit.Name} {edit.Run(repository)}");
        }

        if (!build.EndsWithin(Limit))
            throw new TimeoutException("A build does not end.");
        return done.Count == 0 ? "it had ended" : string.Join(" / ", done);
    }

    // Something to build.
    private static void Disturb(MutatedRepository repository)
    {
        foreach (var tree in MutatedRepository.Trees)
            repository.Folder.Files.Write($"{tree}/disturbed", $"{repository.Random.Next(4)}");
    }
}
