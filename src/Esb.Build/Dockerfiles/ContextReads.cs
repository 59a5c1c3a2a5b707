namespace Esb.Build.Dockerfiles;

/// <summary>
/// Model → what a build may read of its contexts, by the paths that its steps name, those of triggers of the project's
/// base images included. It is never less than what these steps read; links in a context are not followed here, and
/// what its ignore file leaves out is not left out. What an image from elsewhere keeps in <c>ONBUILD</c> is not known.
/// </summary>
public static class ContextReads
{
    /// <summary>The path that stands for the whole context.</summary>
    public const string Everything = "";

    /// <summary>The name that stands for the main context.</summary>
    public const string Main = "";

    /// <param name="context">Name of a named context, or <see cref="Main"/>.</param>
    /// <returns>Files and folders (each with all below it), relative, with <c>/</c>, without <c>.</c> and <c>..</c>;
    /// sorted, each once. Nothing: no step reads the context.</returns>
    public static IReadOnlyList<string> Plan(Dockerfile file, BuildScope scope, string context)
    {
        var reads = new SeenReads(file, scope, [context]);
        ReachedSteps.Show(file, scope, reads.See);
        return reads.Found[context];
    }
}
