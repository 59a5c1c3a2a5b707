using Esb.Build.Images;

namespace Esb.Build.Dockerfiles;

/// <summary>Which instruction uses it.</summary>
public enum ReferenceKind
{
    /// <summary><c>FROM</c></summary>
    From,

    /// <summary><c>COPY --from</c> and <c>ADD --from</c></summary>
    Copy,

    /// <summary><c>RUN --mount=…,from=…</c></summary>
    Mount,
}

/// <summary>Something outside of the Dockerfile that a build needs: a named context or an image.</summary>
/// <param name="Name">With variables replaced; as written where <paramref name="IsKnown"/> is false.</param>
/// <param name="Line">Of the flag or, for <c>FROM</c>, of the image's name; from 1.</param>
/// <param name="IsKnown">Whether all variables in it are known before the build.</param>
public sealed record StageReference(string Name, ReferenceKind Kind, int Line, bool IsKnown)
{
    /// <summary>Absolute path of the Dockerfile of that line: for a trigger that of the base image.</summary>
    public string File { get; init; } = "";

    /// <summary>Whether it may mean a named context.</summary>
    internal bool MayName(string context) => MayName(Name, IsKnown, context);

    /// <inheritdoc cref="MayName(string)"/>
    internal static bool MayName(string name, bool isKnown, string context)
    {
        if (isKnown)
            return ContextName.Of(name).Equals(ContextName.Of(context), StringComparison.OrdinalIgnoreCase);

        var end = name.AsSpan().IndexOfAny("$\"'\\`");
        return context.StartsWith(end < 0 ? name : name[..end], StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Model → what a build of one stage takes from outside of the file.</summary>
public static class StageReferences
{
    /// <summary>
    /// All references of the stages that the target needs, in the file's order, each use once. The main context and
    /// <c>scratch</c> are none.
    /// Empty when there is no such target.
    /// </summary>
    public static IReadOnlyList<StageReference> Plan(Dockerfile file, BuildScope scope)
    {
        if (file.FindStage(scope.Target) is not { } target)
            return [];

        var uses = new StageUses(file, scope);
        StageWalk.Run(file, scope, uses);
        return uses.ReachableFrom(target);
    }
}
