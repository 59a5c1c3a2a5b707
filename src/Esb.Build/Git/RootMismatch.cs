using Esb.Build.Diagnostics;

namespace Esb.Build.Git;

/// <summary>The root that was given is not the top level of the repository around it.</summary>
internal static class RootMismatch
{
    public static void Report(string given, string topLevel, ProblemList problems)
    {
        // git passes over a damaged .git folder and takes the repository around it, which would be a misleading answer
        // here.
        var entry = Path.Combine(given, GitFolder.Name);
        problems.Add(Directory.Exists(entry) && GitFolder.Damage(entry, null) is { } damage
            ? damage
            : Diagnostic.Of(Rules.RepositoryRootMismatch, null, given, topLevel));
    }
}
