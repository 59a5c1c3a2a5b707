using System.Collections.Immutable;
using Esb.Build.Diagnostics;

namespace Esb.Build.Plans;

/// <summary>Lists of <c>NAME=value</c>: build arguments and labels.</summary>
internal static class NameValues
{
    /// <summary>
    /// Adds the entries to <paramref name="result"/>; a later one wins, so that a project can complete a shared list.
    /// </summary>
    public static void Parse(
        ItemCheck check,
        string metadata,
        IReadOnlyList<string> entries,
        ImmutableSortedDictionary<string, string>.Builder result)
    {
        foreach (var entry in entries)
        {
            if (TrySplit(entry, out var name, out var value))
                result[name] = value;
            else
                check.Report(Rules.BadNameValue, metadata, entry);
        }
    }

    /// <summary>
    /// Splits at the first <c>=</c>; blanks around the name are not part of it, the value stays as it is.
    /// </summary>
    public static bool TrySplit(string entry, out string name, out string value)
    {
        var equals = entry.IndexOf('=', StringComparison.Ordinal);
        name = equals < 0 ? "" : entry[..equals].Trim();
        value = equals < 0 ? "" : entry[(equals + 1)..];
        return name.Length > 0;
    }
}
