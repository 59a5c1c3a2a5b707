namespace Esb.Build.Processes;

/// <summary>
/// A program to run. Nothing is taken from this process: folder and environment are complete as given, and standard
/// input ends after <see cref="Input"/>.
/// </summary>
/// <param name="Program">A path, or a name that is looked up in the <c>PATH</c> of <paramref
/// name="Environment"/>.</param>
/// <param name="Directory">Absolute path of the folder that the program runs in.</param>
public sealed record Command(
    string Program,
    IReadOnlyList<string> Arguments,
    string Directory,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>
    /// After this time the program and all it started are killed; <see langword="null"/> waits for ever.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long a cancelled program may take to end by itself after SIGINT before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Standard output is no text: it goes to <see cref="CommandResult.Bytes"/> as it is, never to a listener.
    /// </summary>
    public bool HasBinaryOutput { get; init; }

    /// <summary>What the program reads, such as a name: shorter than 64 KB, which it need not take at once.</summary>
    public string Input { get; init; } = "";

    /// <summary>The command as one would type it, for messages.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program).Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0
        && word.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./:=@,+%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
