using System.Collections;
using Esb.Build.Processes;

namespace Esb.Testing;

/// <summary>Runs programs as a user's shell would, and says everything when one fails that should not.</summary>
public static class ProgramRun
{
    /// <summary>The environment of the tests without what CI and hooks put there.</summary>
    public static Dictionary<string, string> Environment { get; } = CleanEnvironment();

    public static CommandResult Run(string folder, string program, params IReadOnlyList<string> arguments) =>
        Run(folder, Environment, program, arguments);

    public static CommandResult Run(
        string folder, IReadOnlyDictionary<string, string> environment,
        string program, params IReadOnlyList<string> arguments) =>
        SystemCommandRunner.Instance.Run(
            new(program, arguments, folder, environment) { Timeout = TimeSpan.FromMinutes(10) },
            null, CancellationToken.None);

    /// <returns>Standard output without its last line end.</returns>
    public static string Must(string folder, string program, params IReadOnlyList<string> arguments) =>
        Must(folder, Environment, program, arguments);

    /// <returns>Standard output without its last line end.</returns>
    public static string Must(
        string folder, IReadOnlyDictionary<string, string> environment,
        string program, params IReadOnlyList<string> arguments)
    {
        var result = Run(folder, environment, program, arguments);
        return result.Succeeded
            ? result.Output.TrimEnd('\n')
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} in {folder}: {result.End} {result.ExitCode}\n"
                + $"{result.Output}\n{result.Error}");
    }

    private static Dictionary<string, string> CleanEnvironment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            var name = (string)entry.Key;
            if (!IsOfCaller(name))
                variables[name] = (string?)entry.Value ?? "";
        }

        return variables;
    }

    // What the run of the tests itself brings must not reach the builds that they start.
    private static bool IsOfCaller(string name) =>
        name is "CI" or "SOURCE_DATE_EPOCH" or "TERM"
        || name.StartsWith("GIT_", StringComparison.Ordinal) || name.StartsWith("ESB_", StringComparison.Ordinal)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("BUILDX_", StringComparison.Ordinal)
        || name.StartsWith("BUILDKIT_", StringComparison.Ordinal)
        || name.StartsWith("DOTNET_CLI_", StringComparison.Ordinal)
        || name.StartsWith("VSTEST_", StringComparison.Ordinal)
        || name.StartsWith("CORECLR_", StringComparison.Ordinal);
}
