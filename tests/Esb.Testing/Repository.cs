using System.Reflection;

namespace Esb.Testing;

/// <summary>This checkout of Esb.Sdk.</summary>
public static class Repository
{
    /// <summary>Absolute path, with a separator at the end.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The configuration that the tests, and so the tasks, were built in.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key.Equals(key, StringComparison.Ordinal)).Value!;
}
