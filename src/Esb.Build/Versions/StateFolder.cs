using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Versions;

/// <summary>
/// The folder at the repository's root in which everything lies that outlives a build and is no source:
/// <c>.&lt;brand&gt;</c>.
/// </summary>
public static class StateFolder
{
    private const string IgnoreFile = ".gitignore";

    /// <summary>
    /// Makes the folder, and tells git to leave it alone unless somebody has already written something else there.
    /// </summary>
    /// <param name="root">Absolute path of the repository.</param>
    /// <returns>The folder's absolute path; <see langword="null"/>, and a problem, when it cannot be made.</returns>
    public static string? Prepare(string root, string brand, ProblemList problems)
    {
        var folder = Path.Combine(root, "." + brand);
        var ignore = Path.Combine(folder, IgnoreFile);
        try
        {
            if (!File.Exists(ignore))
                GeneratedFile.Write(ignore, "*\n"u8);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Rules.CannotWrite, null, ignore, e.Message);
            return null;
        }
    }

    /// <summary>The lock of a name, shared by all builds of the repository.</summary>
    /// <param name="folder">What <see cref="Prepare"/> returned.</param>
    public static string LockPath(string folder, string name) => Path.Combine(folder, "locks", name + ".lock");
}
