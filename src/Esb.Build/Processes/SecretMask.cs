using System.Buffers;
using System.Text;

namespace Esb.Build.Processes;

/// <summary>
/// Replaces secret values in lines that are about to be shown, and the logins of all addresses. A whole value counts
/// from 4 characters on and each line of a longer text from 6: less is no secret, and masking it would garble every
/// line. Of a whole value its forms in an address and in base64 count too.
/// </summary>
public sealed class SecretMask
{
    public const string Replacement = "***";

    private const int ShortestValue = 4;
    private const int ShortestLine = 6;
    private const int ShortestBase64 = 8;

    // Where the program `base64` breaks its lines.
    private const int Base64Line = 76;
    private readonly string[] _longestFirst;
    private readonly SearchValues<string>? _search;

    private SecretMask(string[] longestFirst)
    {
        _longestFirst = longestFirst;
        _search = longestFirst.Length == 0 ? null : SearchValues.Create(longestFirst, StringComparison.Ordinal);
    }

    public static SecretMask Of(IEnumerable<string> values)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            AddForms(found, value.Trim(), ShortestValue);
            AddEncoded(found, value.Trim());
            foreach (var line in value.AsSpan().EnumerateLines())
                AddForms(found, line.Trim().ToString(), ShortestLine);
        }

        return new([.. found.OrderByDescending(static v => v.Length).ThenBy(static v => v, StringComparer.Ordinal)]);
    }

    /// <returns>The line with each secret replaced; the very same string when there is none in it.</returns>
    public string Apply(string line) => UserInfo.Hide(WithoutValues(line));

    private string WithoutValues(string line)
    {
        var rest = line.AsSpan();
        if (_search is null || rest.IndexOfAny(_search) is not (var at and >= 0))
            return line;

        var masked = new StringBuilder(line.Length);
        for (; at >= 0; at = rest.IndexOfAny(_search))
        {
            masked.Append(rest[..at]).Append(Replacement);
            rest = rest[(at + LengthOfSecretAt(rest[at..]))..];
        }

        return masked.Append(rest).ToString();
    }

    // BuildKit quotes commands as Go does, so a secret with a quote or backslash has a second look.
    private static void AddForms(HashSet<string> found, string value, int shortest)
    {
        if (value.Length < shortest)
            return;

        found.Add(value);
        found.Add(value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
    }

    private static void AddEncoded(HashSet<string> found, string value)
    {
        if (value.Length < ShortestValue)
            return;

        found.Add(Uri.EscapeDataString(value));
        // Most programs encode the line end with it.
        foreach (var text in new[] { value, value + "\n" })
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
            found.Add(base64);
            foreach (var line in base64.Chunk(Base64Line).Where(static l => l.Length >= ShortestBase64))
                found.Add(new(line));
        }
    }

    private int LengthOfSecretAt(ReadOnlySpan<char> text)
    {
        foreach (var value in _longestFirst)
        {
            if (text.StartsWith(value, StringComparison.Ordinal))
                return value.Length;
        }

        return 1;
    }
}
