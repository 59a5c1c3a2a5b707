using System.Globalization;

namespace Esb.Build.Dockerfiles;

/// <summary>What a Dockerfile says, read as BuildKit reads it: nothing expanded, nothing judged.</summary>
/// <param name="Path">Absolute path; diagnostics point at it.</param>
/// <param name="Instructions">All of them, in the file's order, also those before the first <c>FROM</c>.</param>
public sealed record Dockerfile(
    string Path, IReadOnlyList<Instruction> Instructions, IReadOnlyList<Stage> Stages, Directives Directives)
{
    /// <summary>The stage that a build makes.</summary>
    /// <param name="target">Name of a stage, in any case; <see langword="null"/> or empty: the last one.</param>
    /// <returns><see langword="null"/> when there is no such stage.</returns>
    public Stage? FindStage(string? target)
    {
        if (string.IsNullOrEmpty(target))
            return Stages.Count > 0 ? Stages[^1] : null;

        return FindStageByName(target, Stages.Count);
    }

    /// <summary>
    /// The stage with a name (in any case); of several, the last one among the first <paramref name="count"/>.
    /// </summary>
    internal Stage? FindStageByName(string name, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            if (string.Equals(Stages[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return Stages[i];
        }

        return null;
    }

    /// <summary>What <c>--from</c> means in a stage: the number or name of an earlier one.</summary>
    internal Stage? FindStageBefore(Stage stage, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < stage.Number
            ? Stages[number] : FindStageByName(name, stage.Number);
}

/// <summary>The <c># key=value</c> lines at the top of a Dockerfile.</summary>
/// <param name="Syntax">Reference of the frontend's image; <see langword="null"/>: the builder's own.</param>
/// <param name="Check">Settings of BuildKit's own lint, as written.</param>
/// <param name="Escape">Backslash or backtick.</param>
public sealed record Directives(string? Syntax, string? Check, char Escape)
{
    /// <summary>Whether another language than Dockerfiles is meant, of which nothing can be said.</summary>
    public bool IsForeign
    {
        get
        {
            if (Syntax is null)
                return false;

            var name = Syntax.AsSpan(Syntax.LastIndexOf('/') + 1);
            return !name.StartsWith("dockerfile", StringComparison.OrdinalIgnoreCase);
        }
    }
}

/// <summary>One <c>FROM</c> and what follows it.</summary>
/// <param name="Number">From 0, as <c>COPY --from=0</c> counts.</param>
/// <param name="Name">As written after <c>AS</c>; compare it without regard to case.</param>
/// <param name="Image">What it stands on, not expanded; empty text where the file says nothing.</param>
public sealed record Stage(int Number, string? Name, Word Image, Instruction From)
{
    /// <summary>Without the <c>FROM</c> itself.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];
}
