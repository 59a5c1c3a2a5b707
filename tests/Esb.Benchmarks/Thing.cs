namespace Esb.Benchmarks;

/// <summary>Something to measure.</summary>
/// <param name="What">Its name in the table; others' limits speak of it.</param>
/// <param name="Run">What is measured.</param>
internal sealed record Thing(string What, Func<Sample> Run)
{
    /// <summary>What comes before each run and is not measured.</summary>
    public Action Prepare { get; init; } = static () => { };

    /// <summary>
    /// Is not run again once it has failed: what does not get that far need not show it every round.
    /// </summary>
    public bool EndsWithFailure { get; init; }

    /// <summary>Of the wall clock.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>Of the processor time.</summary>
    public IReadOnlyList<Limit> ProcessorLimits { get; init; } = [];

    /// <summary>Of the largest process.</summary>
    public IReadOnlyList<Limit> MemoryLimits { get; init; } = [];

    /// <summary>What <see cref="DockerCalls.Count"/> says of a run; empty where docker is not called.</summary>
    public Func<string> Bakes { get; init; } = static () => "";
}

/// <summary>How long something may take, or how large it may get.</summary>
/// <param name="Words">The limit in words.</param>
/// <param name="Allowed">In milliseconds or megabytes, from the medians of what was measured beside it, by name.
/// </param>
internal sealed record Limit(string Words, Func<IReadOnlyDictionary<string, double>, double> Allowed);

/// <summary>What came of a limit.</summary>
/// <param name="Allowed">Milliseconds, or megabytes.</param>
internal sealed record Verdict(string Words, double Allowed, bool IsKept);
