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
    public static string Of(LambdaRuntime runtime, CodeFiles code)
    {
        if (code.Kind != CodeKind.Folder)
            return $"*\n!{code.File}\n";

        // What tools leave behind, and what this build writes when the context is the project's own folder.
        List<string> lines = ["**/.git", "**/.aws-sam", "**/obj/esb"];
        lines.AddRange(runtime.Family switch
        {
            RuntimeFamily.Python => ["**/__pycache__", "**/*.pyc"],
            RuntimeFamily.NodeJs when code.Has("package.json") => ["node_modules"],
            RuntimeFamily.Java when code.Has("pom.xml") => ["target"],
            RuntimeFamily.DotNet or RuntimeFamily.Provided when CodeLines.IsDotNet(code) => ["**/bin", "**/obj"],
            _ => (string[])[],
        });
        var own = Path.Combine(code.Folder, ".dockerignore");
        if (File.Exists(own))
            lines.AddRange(File.ReadAllLines(own));
        return string.Join('\n', lines) + "\n";
    }
}
