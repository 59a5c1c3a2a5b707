namespace Esb.Docker.Tests.Mutations;

/// <summary>One thing that somebody does to a repository, its images or its records.</summary>
/// <param name="Name">For the log of a failed run.</param>
/// <param name="Run">Does it and says to what; empty where there was nothing to do it to.</param>
internal sealed record Edit(string Name, Func<MutatedRepository, string> Run)
{
    /// <summary>
    /// Whether building again is right afterwards although the images would be the same: they or the records of them
    /// are gone, or a build did not end.
    /// </summary>
    public bool Excuses { get; init; }

    /// <summary>How often it is done, against the others.</summary>
    public int Weight { get; init; } = 1;

    public static IReadOnlyList<Edit> All { get; } =
    [
        .. FileEdits.All, .. StealthyEdits.All, .. DefinitionEdits.All, .. MachineEdits.All, .. BuildEdits.All,
        .. OtherEdits.All,
    ];

    /// <summary>All, each as often as it weighs.</summary>
    public static IReadOnlyList<Edit> Weighted { get; } =
        [.. All.SelectMany(static e => Enumerable.Repeat(e, e.Weight))];
}
