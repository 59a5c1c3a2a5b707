using Esb.Build.Diagnostics;

namespace Esb.Build.Dockerfiles;

/// <summary>An address that <c>ADD</c> reads, and that may give something else the next time.</summary>
/// <param name="Address">With its variables replaced where they are known.</param>
public sealed record FetchedSource(string Address, SourcePosition Position)
{
    /// <summary>
    /// All that a step adds without saying what it must be (<c>--checksum</c>, a whole commit). What may be an address
    /// is one.
    /// </summary>
    internal static IEnumerable<FetchedSource> Of(Step step)
    {
        var add = step.Instruction;
        if (add.Keyword is not "ADD" || HasChecksum(step))
            yield break;

        foreach (var word in StepWords.SourcesOf(add))
        {
            var address = step.Expand(word.Text);
            if (RemoteAddress.MayBeOne(address) && !(address.IsKnown && RemoteAddress.IsPinned(address.Text)))
                yield return new(address.Text, step.At(word.Line, word.Column));
        }
    }

    private static bool HasChecksum(Step step) =>
        step.Instruction.FlagValue("checksum") is { Length: > 0 } checksum
        && step.Expand(checksum) is not { IsKnown: true, Text: "" };
}
