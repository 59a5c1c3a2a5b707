using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Esb.Build.Diagnostics;

namespace Esb.Build.Git;

/// <summary>The native half of LibGit2Sharp: the machine's own libgit2, or the one that a release bundles.</summary>
internal static class LibGit2Library
{
    // LibGit2Sharp 0.29 is written for 1.7; what it uses here is the same since 1.5. Later ones changed the structs
    // that it reads.
    private static readonly string[] Names = OperatingSystem.IsWindows()
        ? ["git2-a2bde63.dll"]
        :
        [
            "libgit2-a2bde63.so", "libgit2-a2bde63.dylib",
            "libgit2.so.1.7", "libgit2.so.1.6", "libgit2.so.1.5", "libgit2.1.7.dylib",
        ];

    private static readonly Lazy<string?> Missing = new(Find, LazyThreadSafetyMode.ExecutionAndPublication);

    private static nint _library;

    /// <summary>
    /// Makes LibGit2Sharp find the library. Must come before its first use: its failed type initialiser stays failed
    /// for the process.
    /// </summary>
    /// <returns>Why that is impossible; <see langword="null"/> when it is possible.</returns>
    public static string? Load() => Missing.Value;

    /// <param name="missing">What <see cref="Load"/> returned.</param>
    public static bool Require(GitEngine engine, string? missing, ProblemList problems)
    {
        if (missing is not null)
            problems.Add(engine == GitEngine.Auto ? Rules.NoGitEngine : Rules.LibGit2NotFound, null, missing);
        return missing is null;
    }

    /// <returns>Why none of <paramref name="names"/> can be loaded, from beside this assembly or from the
    /// system.</returns>
    internal static string? TryLoad(IReadOnlyList<string> names, out nint library)
    {
        var folder = Path.GetDirectoryName(typeof(LibGit2Library).Assembly.Location) ?? "";
        var bundled = Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(Path.Combine(folder, name), out library)
                || NativeLibrary.TryLoad(Path.Combine(bundled, name), out library)
                || NativeLibrary.TryLoad(name, out library))
            {
                return null;
            }
        }

        library = 0;
        return $"none of {string.Join(", ", names)} can be loaded";
    }

    private static string? Find()
    {
        if (TryLoad(Names, out _library) is { } reason)
            return reason;

        // LibGit2Sharp registers a resolver for itself, so that NativeLibrary.SetDllImportResolver would break it; this
        // event comes after.
        var context = AssemblyLoadContext.GetLoadContext(typeof(LibGit2Sharp.Repository).Assembly)!;
        context.ResolvingUnmanagedDll += static (Assembly _, string name) =>
            name.StartsWith("git2-", StringComparison.Ordinal) || name.StartsWith("libgit2-", StringComparison.Ordinal)
                ? _library
                : 0;
        return null;
    }
}
