using System.Text;
using Esb.Build.Files;

namespace Esb.Build.Sam;

/// <summary>Plan → files in <c>obj/esb</c>.</summary>
public static class SamFiles
{
    /// <summary>
    /// Writes Dockerfiles, ignore files and <c>functions.yml</c>, each only when it differs. Folders of functions that
    /// are gone stay: nothing reads them, and another project may share the folder.
    /// </summary>
    /// <param name="reference">See <see cref="FunctionsFile.Text"/>.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void Write(SamPlan plan, SamSettings settings, Func<string, string> reference)
    {
        foreach (var file in plan.Functions.SelectMany(static f => f.Files))
            GeneratedFile.Write(file.Path, Encoding.UTF8.GetBytes(file.Text));

        var functions = Path.Combine(settings.OutputFolder, "functions.yml");
        GeneratedFile.Write(functions, Encoding.UTF8.GetBytes(FunctionsFile.Text(plan, reference)));
    }
}
