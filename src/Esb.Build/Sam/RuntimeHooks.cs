namespace Esb.Build.Sam;

/// <summary>What a project has loaded into all its functions, before their own code.</summary>
internal static class RuntimeHooks
{
    public const string Context = "runtime_hooks";

    /// <returns>The lines, or nothing where the folder has no hook for the runtime.</returns>
    public static string Lines(LambdaRuntime runtime, string folder) => runtime.Family switch
    {
        _ when folder.Length == 0 => "",
        // Python imports sitecustomize from its path at every start.
        RuntimeFamily.Python when File.Exists(Path.Combine(folder, "python", "sitecustomize.py")) =>
            "COPY --from=runtime_hooks /python/ /opt/runtime_hooks/python/\n"
            + "ENV PYTHONPATH=/opt/runtime_hooks/python${PYTHONPATH:+:$PYTHONPATH}",
        // The Java machine reads this variable, whoever starts it.
        RuntimeFamily.Java when File.Exists(Path.Combine(folder, "java", "agent.jar")) =>
            "COPY --from=runtime_hooks /java/ /opt/runtime_hooks/java/\n"
            + "ENV JAVA_TOOL_OPTIONS=\"-javaagent:/opt/runtime_hooks/java/agent.jar"
            + "${JAVA_TOOL_OPTIONS:+ $JAVA_TOOL_OPTIONS}\"",
        _ => "",
    };
}
