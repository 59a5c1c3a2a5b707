using Esb.Testing;

namespace Esb.Docker.Tests.Mutations;

/// <summary>
/// What other processes do in the repository: with other properties, in another environment, through a link, of another
/// project in the folder. None of it but the second is a reason to build anything.
/// </summary>
internal static class OtherEdits
{
    public static IReadOnlyList<Edit> All { get; } =
    [
        new("plan of other properties", static r => Other(r, "-t:EsbPlan")) { Weight = 2 },
        new("bake file of other properties", static r => Other(r, "-t:EsbGenerateBakeFile")) { Weight = 2 },
        new("build of other properties", static r => Other(r, "-t:EsbImages")) { Excuses = true, Weight = 2 },
        new("SOURCE_DATE_EPOCH", Epoch) { Weight = 2 },
        new("variables of others", Variables),
        new("build through a link", ThroughALink) { Weight = 2 },
        new("another project in the folder", AnotherProject) { Weight = 2 },
    ];

    private static string Other(MutatedRepository repository, string target)
    {
        var property = $"-p:Other=other{repository.Random.Next(2)}";
        repository.Folder.MustBuild(target, property);
        return property;
    }

    private static string Epoch(MutatedRepository repository)
    {
        var value = repository.Random.Next(3) is var number and > 0 ? $"{1_600_000_000 + number}" : "";
        repository.Folder.Files.Environment["SOURCE_DATE_EPOCH"] = value;
        return value;
    }

    // What a shell of a developer has, or has not.
    private static string Variables(MutatedRepository repository)
    {
        string[] names = ["OTEL_SERVICE_NAME", "NuGetPackageRoot", "BUILDX_GIT_LABELS", "BUILDKIT_PROGRESS"];
        var name = repository.Any(names);
        if (!repository.Folder.Files.Environment.Remove(name))
            repository.Folder.Files.Environment[name] = name is "BUILDX_GIT_LABELS" ? "1" : "plain";
        return name;
    }

    private static string ThroughALink(MutatedRepository repository)
    {
        using var elsewhere = new TemporaryFolder();
        var link = elsewhere["link"];
        Directory.CreateSymbolicLink(link, repository.Folder.Files.Root);
        var build = repository.Folder.Files.Build(link + "/images.proj", "-t:EsbImages");
        return build.Succeeded ? link : throw new InvalidOperationException(build.ToString());
    }

    private static string AnotherProject(MutatedRepository repository)
    {
        var name = repository.Random.Next(2) == 0 ? "images.esbproj" : "another.proj";
        repository.Folder.Files.WriteProject(
            """<ItemGroup><EsbImage Include="extra" Context="shared" Dockerfile="own/Dockerfile" /></ItemGroup>""", name);
        var build = repository.Folder.Files.Build(name, "-t:EsbImages");
        return build.Succeeded ? name : throw new InvalidOperationException(build.ToString());
    }
}
