using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Plans;

/// <summary>The Dockerfiles of a project, each read once however many images are built from it.</summary>
internal sealed class DockerfileShelf(ProblemList problems)
{
    private readonly Dictionary<string, Dockerfile?> _files = new(StringComparer.Ordinal);

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

    /// <summary>Reports what is wrong in a file.</summary>
    public void Check(Dockerfile file, LintSettings settings) => DockerfileLint.Check(file, settings, problems);
}
