namespace Esb.Build.Dockerfiles;

/// <summary>What an image leaves to the stages of other Dockerfiles that begin with it.</summary>
/// <param name="File">Absolute path of its Dockerfile.</param>
/// <param name="Triggers">What its <c>ONBUILD</c> keeps, in order. They run once: an image that stands on such a stage
/// has them no more.</param>
/// <param name="Environment">What its <c>ENV</c> sets.</param>
internal sealed record BaseStage(string File, IReadOnlyList<Instruction> Triggers, Variables Environment)
{
    /// <returns><see langword="null"/> where nothing can be said: the file has no such stage, or is in another
    /// language.</returns>
    public static BaseStage? Of(Dockerfile file, BuildScope scope)
    {
        if (file.Directives.IsForeign || file.FindStage(scope.Target) is not { } stage)
            return null;

        // Then the image is what that context holds.
        if (stage.Name is { } name && scope.HasContext(name))
            return scope.FindBase(name);

        var triggers = stage.Instructions.Select(static i => i.Trigger).OfType<Instruction>();
        return new(file.Path, [.. triggers], StageWalk.EnvironmentOf(stage, file, scope));
    }
}
