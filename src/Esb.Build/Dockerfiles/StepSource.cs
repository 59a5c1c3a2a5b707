namespace Esb.Build.Dockerfiles;

/// <summary>What <c>from=</c> means in a step.</summary>
/// <param name="Stage">A stage of the file; <see langword="null"/>: something outside of it.</param>
/// <param name="Name">What is outside, its variables replaced; as written where <paramref name="IsKnown"/> is
/// false.</param>
internal sealed record StepSource(Stage? Stage, string Name, bool IsKnown)
{
    /// <param name="text">As the step writes it.</param>
    public static StepSource Of(string text, Step step, Dockerfile file, BuildScope scope)
    {
        var name = step.Expand(text);
        var used = name.IsKnown ? file.FindStageBefore(step.Stage, name.Text) : null;
        return used is null || scope.HasContext(used.Name)
            ? new(null, used?.Name ?? name.Text, name.IsKnown)
            : new(used, "", IsKnown: true);
    }
}
