using Esb.Build.Files;

namespace Esb.Build.Sam;

/// <summary>
/// The ignore file of a generated Dockerfile. BuildKit takes it instead of the context's own <c>.dockerignore</c>, so
/// that one is part of it.
/// </summary>
internal static class IgnoreLines
{
    public const string Nothing = "*\n";

    /// <exception cref="IOException">The folder's <c>.dockerignore</c> cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Of(LambdaRuntime runtime, CodeFiles code, SamSettings settings)
    {
        if (code.Kind != CodeKind.Folder)
            return $"*\n!{code.File}\n";

        // What tools leave behind.
        List<string> lines = ["**/.git", "**/.aws-sam"];
        lines.AddRange(runtime.Family switch
        {
            RuntimeFamily.Python => ["**/__pycache__", "**/*.pyc"],
            RuntimeFamily.NodeJs when code.Has("package.json") => ["node_modules"],
            RuntimeFamily.Java when code.Has("pom.xml") => ["target"],
            RuntimeFamily.DotNet or RuntimeFamily.Provided when CodeLines.IsDotNet(code) => ["**/bin", "**/obj"],
            _ => (string[])[],
        });
        var own = Path.Combine(code.Folder, ".dockerignore");
        if (File.Exists(own) && !SpecialFile.Is(own))
            lines.AddRange(File.ReadAllLines(own));
        lines.AddRange(OfThisSdk(code.Folder, settings));
        return string.Join('\n', lines) + "\n";
    }

    // What this build writes where the code is the project's own folder or the repository. These lines come last, so
    // that no exception brings it back: the state folder has the salt, which leaves the machine in no image.
    private static IEnumerable<string> OfThisSdk(string folder, SamSettings settings)
    {
        const string Usual = "**/obj/esb";
        yield return "**/" + settings.StateFolder;
        yield return Usual;
        var output = Path.GetRelativePath(folder, settings.OutputFolder).Replace('\\', '/').TrimEnd('/');
        if (output is not "." && !output.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(output)
            && !("/" + output).EndsWith(Usual[2..], StringComparison.Ordinal))
        {
            yield return "**/" + Literal(output);
        }
    }

    private static string Literal(string path) =>
        string.Concat(path.Select(static c => c is '*' or '?' or '[' ? $"\\{c}" : $"{c}"));
}
