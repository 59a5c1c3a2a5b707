using System.Text;

namespace Esb.Build.Dockerfiles;

/// <summary>The patterns of <c>${A#pattern}</c> and <c>${A/pattern/text}</c>: <c>?</c>, <c>*</c> and escapes.</summary>
internal sealed class ShellPattern
{
    private const char AnyOne = '\uFFFE'; // no characters of any text
    private const char AnyMany = '\uFFFF';
    private readonly string _items;

    private ShellPattern(string items) => _items = items;

    /// <returns><see langword="null"/> for an escape that BuildKit refuses.</returns>
    public static ShellPattern? Parse(string pattern)
    {
        var items = new StringBuilder(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                if (++i == pattern.Length || pattern[i] is not ('*' or '?' or '\\' or '}' or '/'))
                    return null;
                items.Append(pattern[i]);
            }
            else
            {
                items.Append(pattern[i] switch { '*' => AnyMany, '?' => AnyOne, var c => c });
            }
        }

        return new(items.ToString());
    }

    public string TrimStart(string value, bool isGreedy)
    {
        var end = EndOfMatch(_items, value, 0, isGreedy);
        return end < 0 ? value : value[end..];
    }

    public string TrimEnd(string value, bool isGreedy)
    {
        var end = EndOfMatch(Reverse(_items), Reverse(value), 0, isGreedy);
        return end < 0 ? value : value[..^end];
    }

    public string Replace(string value, string replacement, bool isForAll)
    {
        var result = new StringBuilder();
        var i = 0;
        while (i <= value.Length)
        {
            var end = EndOfMatch(_items, value, i, isGreedy: true);
            if (end >= 0)
                result.Append(replacement);
            if (end >= 0 && !isForAll)
                return result.Append(value.AsSpan(end)).ToString();

            if (end > i)
            {
                i = end;
                if (i == value.Length)
                    break;
                continue;
            }

            if (i < value.Length)
                result.Append(value[i]);
            i++;
        }

        return result.ToString();
    }

    // All ends are found in one pass over the value: active[k] says that the first k items match what was read so far.
    private static int EndOfMatch(string items, string value, int start, bool isGreedy)
    {
        var active = new bool[items.Length + 1];
        active[0] = true;
        var best = -1;
        for (var i = start; ; i++)
        {
            for (var k = 0; k < items.Length; k++)
                active[k + 1] |= active[k] && items[k] == AnyMany;
            if (active[^1])
                best = i;
            if (i == value.Length || (best >= 0 && !isGreedy) || !Advance(items, active, value[i]))
                return best;
        }
    }

    private static bool Advance(string items, bool[] active, char c)
    {
        var isAlive = false;
        active[^1] = false;
        for (var k = items.Length - 1; k >= 0; k--)
        {
            if (items[k] != AnyMany)
            {
                active[k + 1] |= active[k] && (items[k] == AnyOne || items[k] == c);
                active[k] = false;
            }

            isAlive |= active[k] || active[k + 1];
        }

        return isAlive;
    }

    private static string Reverse(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        source.CopyTo(target);
        target.Reverse();
    });
}
