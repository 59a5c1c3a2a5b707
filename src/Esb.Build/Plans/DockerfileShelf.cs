using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Plans;

/// <summary>The Dockerfiles of a project, each read once however many images are built from it.</summary>
internal sealed class DockerfileShelf(ProblemList problems)
{
    private readonly Dictionary<string, Dockerfile?> _files = new(StringComparer.Ordinal);
    private readonly HashSet<Diagnostic> _reported = [];

    /// <returns><see langword="null"/> where there is no file that could be read; that was reported.</returns>
    public Dockerfile? Take(string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            file = File.Exists(path) ? DockerfileReader.Read(path, problems) : null;
            _files.Add(path, file);
        }

        return file;
    }

    /// <summary>Reports what is wrong in a file; what two images of one file have in common is said once.</summary>
    public void Check(Dockerfile file, LintSettings settings)
    {
        var found = new ProblemList();
        DockerfileLint.Check(file, settings, found);
        foreach (var problem in found.Found)
        {
            if (_reported.Add(problem))
                problems.Add(problem);
        }
    }
}
