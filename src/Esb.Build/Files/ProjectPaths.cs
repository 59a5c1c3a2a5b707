using System.Security.Cryptography;
using System.Text;

namespace Esb.Build.Files;

/// <summary>
/// Where a project's build reads and writes: the one place in which paths become absolute. No link is in any of them,
/// as there is none in the repository's root that git says: else a file would have two names, and two locks.
/// </summary>
/// <param name="ProjectFile">Absolute.</param>
/// <param name="RepositoryRoot">Absolute.</param>
/// <param name="StateDirectory">Absolute path of <c>.&lt;brand&gt;</c> at the repository's root.</param>
/// <param name="OutputDirectory">Absolute path of the folder that is this project's own.</param>
public sealed record ProjectPaths(
    string ProjectFile, string RepositoryRoot, string StateDirectory, string OutputDirectory)
{
    /// <summary>The bake file for people.</summary>
    public required string BakeFile { get; init; }

    /// <summary>The record of what was built.</summary>
    public required string ImagesFile { get; init; }

    /// <summary>The plan for people.</summary>
    public required string PlanFile { get; init; }

    public string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    /// <summary>What images were or will be made of; see <c>InputsFolder</c>.</summary>
    public string InputsDirectory => Path.Join(OutputDirectory, "inputs");

    /// <summary>Plans that tasks hand on to each other.</summary>
    public string PlansDirectory => Path.Join(OutputDirectory, "plans");

    public string MetaDirectory => Path.Join(StateDirectory, "meta");

    public string SaltFile => Path.Join(StateDirectory, "salt");

    /// <summary>
    /// The project's folder in the state folder: what is remembered of its files, and what BuildKit was sent of them.
    /// It outlives <c>obj</c>.
    /// </summary>
    public string ProjectState => Path.Join(StateDirectory, ProjectsName, NameInState);

    /// <summary>Remembers digests of the project's files.</summary>
    public string StatCacheFile => Path.Join(ProjectState, "files");

    /// <summary>Says where the project's output folder is.</summary>
    public string OutputNote => Path.Join(ProjectState, OutputNoteName);

    /// <summary>
    /// The folders that this SDK writes, of all projects of the repository: no builder is sent them, and no image is
    /// made of them.
    /// </summary>
    /// <exception cref="IOException">The state folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<string> OwnFolders()
    {
        var own = new SortedSet<string>(StringComparer.Ordinal) { StateDirectory, OutputDirectory };
        // A repository may have several brands, and each of them a state folder with projects. The note's name is one
        // that no other program gives a file: a folder of the user's that counted as ours would be sent to no builder.
        foreach (var state in Directory.EnumerateDirectories(RepositoryRoot, ".*"))
        {
            var projects = Path.Join(state, ProjectsName);
            if (!Directory.Exists(projects))
                continue;

            foreach (var project in Directory.EnumerateDirectories(projects))
            {
                var note = Path.Join(project, OutputNoteName);
                if (!File.Exists(note) || File.ReadAllText(note).TrimEnd('\n') is not { Length: > 0 } folder)
                    continue;

                own.Add(state);
                own.Add(Path.GetFullPath(folder, RepositoryRoot));
            }
        }

        return [.. own];
    }

    private const string ProjectsName = "projects";
    private const string OutputNoteName = "esb-output";

    private string NameInState
    {
        get
        {
            var relative = Path.GetRelativePath(RepositoryRoot, ProjectFile).Replace('\\', '/');
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(relative)));
            return $"{Path.GetFileNameWithoutExtension(ProjectFile)}-{digest[..8]}";
        }
    }

    /// <param name="projectFile">Absolute, as MSBuild knows it.</param>
    /// <param name="repositoryRoot">Absolute.</param>
    /// <param name="stateFolder">Name of the state folder, such as <c>.esb</c>.</param>
    /// <param name="outputs">The four paths as the project says them, relative to its folder; an empty one is the
    /// default.</param>
    public static ProjectPaths Of(
        string projectFile, string repositoryRoot, string stateFolder, OutputPaths outputs)
    {
        var project = RealPath.Of(projectFile);
        var root = RealPath.Of(repositoryRoot);
        var folder = Path.GetDirectoryName(project)!;
        string Real(string path) => Path.TrimEndingDirectorySeparator(RealPath.Of(Path.GetFullPath(path, folder)));

        var output = Real(outputs.Output.Length > 0 ? outputs.Output : $"obj/esb/{Path.GetFileName(project)}");
        string In(string path, string name) => path.Length > 0 ? Real(path) : Path.Join(output, name);
        return new(project, root, Path.Join(root, stateFolder), output)
        {
            BakeFile = In(outputs.BakeFile, "docker-bake.json"),
            ImagesFile = In(outputs.ImagesFile, "images.json"),
            PlanFile = In(outputs.PlanFile, "plan.json"),
        };
    }
}

/// <summary>Paths as a project says them.</summary>
/// <param name="Output">The folder; the others are files.</param>
public sealed record OutputPaths(string Output, string BakeFile = "", string ImagesFile = "", string PlanFile = "");
