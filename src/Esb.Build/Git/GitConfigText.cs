using System.Text;

namespace Esb.Build.Git;

/// <summary>Parses the syntax of git's configuration files, character by character as git does.</summary>
internal sealed class GitConfigText
{
    private const char End = '\0';

    private readonly string _text;
    private readonly string _file;
    private int _at;

    private GitConfigText(string text, string file)
    {
        _text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        _file = file;
    }

    private char Current => _at < _text.Length ? _text[_at] : End;

    /// <returns>Keys (<c>section.name</c> or <c>section.Sub Section.name</c>, lower case but for the sub section) and
    /// values, in order.</returns>
    /// <exception cref="InexactException">The text is not what git accepts.</exception>
    public static List<(string Key, string Value)> Parse(string text, string file) =>
        new GitConfigText(text, file).Entries();

    private List<(string Key, string Value)> Entries()
    {
        var found = new List<(string, string)>();
        var section = "";
        for (; _at < _text.Length; _at++)
        {
            if (Current is '#' or ';')
                SkipComment();
            else if (Current == '[')
                section = Section();
            else if (char.IsAsciiLetter(Current) && section.Length > 0)
                found.Add(Entry(section));
            else if (!char.IsWhiteSpace(Current))
                throw Bad();
        }

        return found;
    }

    private (string Key, string Value) Entry(string section)
    {
        var key = $"{section}.{Name()}";
        SkipBlanks();
        // A key without `=` is git's short form of true.
        if (Current is '\n' or End)
            return (key, "true");
        if (Current != '=')
            throw Bad();

        _at++;
        return (key, Value());
    }

    private string Section()
    {
        _at++;
        var name = Name();
        SkipBlanks();
        if (Current == '"')
            name = $"{name}.{Quoted()}";
        if (Current != ']' || name.Length == 0)
            throw Bad();
        return name;
    }

    private string Name()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '-' or '.')
            _at++;
        return _text[start.._at].ToLowerInvariant();
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; Current != '"'; _at++)
        {
            if (Current == '\\')
                _at++;
            if (Current is '\n' or End)
                throw Bad();
            text.Append(Current);
        }

        _at++;
        return text.ToString();
    }

    private string Value()
    {
        var text = new StringBuilder();
        var isQuoted = false;
        var blanks = 0;
        for (; Current is not ('\n' or End); _at++)
        {
            if (!isQuoted && char.IsWhiteSpace(Current))
            {
                // Blanks at the beginning and the end do not count.
                blanks += text.Length > 0 ? 1 : 0;
                continue;
            }

            if (!isQuoted && (Current is '#' or ';'))
            {
                SkipComment();
                break;
            }

            text.Append(' ', blanks);
            blanks = 0;
            if (Current == '"')
                isQuoted = !isQuoted;
            else if (Current != '\\')
                text.Append(Current);
            else
                text.Append(Escaped());
        }

        return isQuoted ? throw Bad() : text.ToString();
    }

    private string Escaped()
    {
        _at++;
        return Current switch
        {
            'n' => "\n",
            't' => "\t",
            'b' => "\b",
            '"' => "\"",
            '\\' => "\\",
            '\n' => "", // the value goes on in the next line
            _ => throw Bad(),
        };
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t')
            _at++;
    }

    private void SkipComment()
    {
        while (Current is not ('\n' or End))
            _at++;
    }

    private InexactException Bad() =>
        new($"line {_text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1} of '{_file}' "
            + "is not git's configuration syntax");
}
