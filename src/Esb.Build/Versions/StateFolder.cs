using System.Security.Cryptography;
using System.Text;
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
            problems.Add(WriteFailure.Of(e, ignore));
            return null;
        }
    }

    /// <summary>
    /// The folder of one project in it: what is remembered of the project's files, and what BuildKit was sent of them.
    /// </summary>
    /// <param name="folder">Absolute path of the state folder.</param>
    /// <param name="projectFile">Absolute path, in the repository or elsewhere.</param>
    public static string OfProject(string folder, string projectFile)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(folder)!, projectFile).Replace('\\', '/');
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(relative)));
        return Path.Combine(folder, "projects", $"{Path.GetFileNameWithoutExtension(projectFile)}-{digest[..8]}");
    }

    /// <summary>The lock of a name, shared by all builds of the repository.</summary>
    /// <param name="folder">What <see cref="Prepare"/> returned.</param>
    public static string LockPath(string folder, string name) => Path.Combine(folder, "locks", name + ".lock");
}
