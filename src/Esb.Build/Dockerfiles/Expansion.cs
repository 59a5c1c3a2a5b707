using System.Text;

namespace Esb.Build.Dockerfiles;

/// <summary>
/// Replaces <c>$A</c>, <c>${A}</c>, <c>${A:-b}</c> and their kin, and removes quotes and escapes, as BuildKit's shell
/// lexer does. What BuildKit would refuse, and what depends on a variable that only the builder knows, stays as written
/// and is marked so.
/// </summary>
internal sealed class Expansion
{
    // ENV A=$A$A in every line doubles the value: a text longer than any real one is not followed.
    private const int LongestText = 1 << 16;
    private const int DeepestNesting = 50;
    private readonly string _text;
    private readonly Variables _variables;
    private readonly char _escape;
    private int _at;
    private int _depth;
    private bool _isKnown = true;
    private bool _isOfPlatform = true;

    private string _start = ""; // before what is not known
    private string _startOfVariable = "";

    private Expansion(string text, Variables variables, char escape)
    {
        _text = text;
        _variables = variables;
        _escape = escape;
    }

    public static Expanded Expand(string text, Variables variables, char escape)
    {
        if (text.AsSpan().IndexOfAny("$'\"") < 0 && !text.Contains(escape, StringComparison.Ordinal))
            return new(text, true);

        var expansion = new Expansion(text, variables, escape);
        var result = expansion.ReadUntil('\0', keepEscapes: false);
        return expansion._isKnown
            ? new(result, true)
            : new(text, false) { Start = expansion._start, IsOfPlatform = expansion.IsOfPlatform(result) };
    }

    private bool IsOfPlatform(string rest) => _isOfPlatform && !rest.Contains("..", StringComparison.Ordinal);

    private bool IsAtEnd => _at >= _text.Length;

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    // Whatever goes wrong ends the reading: the text is then given back as it was.
    private string Fail()
    {
        _isKnown = false;
        _isOfPlatform = false;
        _at = _text.Length;
        return "";
    }

    private void AppendVariable(StringBuilder result)
    {
        var before = result.Length;
        var wasKnown = _isKnown;
        result.Append(ReadVariable());
        if (_depth == 1 && wasKnown && !_isKnown)
            _start = result.ToString(0, before) + _startOfVariable;
    }

    private string ReadUntil(char stop, bool keepEscapes)
    {
        if (++_depth > DeepestNesting)
            return Fail();

        var result = new StringBuilder();
        while (!IsAtEnd && result.Length < LongestText)
        {
            var c = _text[_at];
            if (c == stop && stop != '\0')
            {
                _at++;
                _depth--;
                return result.ToString();
            }

            if (c == '$')
                AppendVariable(result);
            else if (c == '\'')
                result.Append(ReadSingleQuoted());
            else if (c == '"')
                ReadDoubleQuoted(result, keepEscapes);
            else
                ReadPlain(result, keepEscapes);
        }

        _depth--;
        return stop != '\0' || !IsAtEnd ? Fail() : result.ToString();
    }

    private void ReadPlain(StringBuilder result, bool keepEscapes)
    {
        var c = _text[_at++];
        if (c == _escape)
        {
            if (keepEscapes)
                result.Append(c);
            if (IsAtEnd)
                return;
            c = _text[_at++];
        }

        result.Append(c);
    }

    private string ReadSingleQuoted()
    {
        var from = _at + 1;
        var end = _text.IndexOf('\'', from);
        if (end < 0)
            return Fail();

        _at = end + 1;
        return _text[from..end];
    }

    private void ReadDoubleQuoted(StringBuilder result, bool keepEscapes)
    {
        for (_at++; !IsAtEnd && result.Length < LongestText;)
        {
            var c = _text[_at];
            if (c == '$')
            {
                AppendVariable(result);
                continue;
            }

            _at++;
            if (c == '"')
                return;

            if (c == _escape && keepEscapes)
                result.Append(c);
            if (c == _escape && (Next is '"' or '$' || Next == _escape))
                c = _text[_at++];
            result.Append(c);
        }

        Fail();
    }

    private string ReadVariable()
    {
        _at++;
        if (Next != '{')
        {
            var plain = ReadName();
            return plain.Length == 0 ? "$" : PlainValueOf(plain);
        }

        _at++;
        if (IsAtEnd || Next is '{' or '}' or ':')
            return Fail();

        var name = ReadName();
        if (IsAtEnd)
            return Fail();

        var modifier = _text[_at++];
        var emptyIsUnset = modifier == ':' && !IsAtEnd;
        if (emptyIsUnset)
            modifier = _text[_at++];
        return modifier switch
        {
            '}' when !emptyIsUnset => PlainValueOf(name),
            '-' or '+' or '?' => Choose(modifier, emptyIsUnset, ValueOf(name)),
            '#' or '%' => Trim(modifier, ValueOf(name) ?? ""),
            '/' when !emptyIsUnset => Replace(ValueOf(name) ?? ""),
            _ => Fail(),
        };
    }

    private string Choose(char modifier, bool emptyIsUnset, string? value)
    {
        var word = ReadUntil('}', keepEscapes: false);
        var isSet = value is not null && !(emptyIsUnset && value.Length == 0);
        return modifier switch
        {
            '-' => isSet ? value! : word,
            '+' => isSet ? word : "",
            _ => isSet ? value! : Fail(),
        };
    }

    private string Trim(char modifier, string value)
    {
        var pattern = ReadUntil('}', keepEscapes: true);
        var isGreedy = pattern.StartsWith(modifier);
        return ShellPattern.Parse(isGreedy ? pattern[1..] : pattern) is { } parsed
            ? modifier == '#' ? parsed.TrimStart(value, isGreedy) : parsed.TrimEnd(value, isGreedy)
            : Fail();
    }

    private string Replace(string value)
    {
        var isForAll = Next == '/';
        if (isForAll)
            _at++;
        var pattern = ReadUntil('/', keepEscapes: true);
        var replacement = ReadUntil('}', keepEscapes: true);
        return ShellPattern.Parse(pattern) is { } parsed ? parsed.Replace(value, replacement, isForAll) : Fail();
    }

    private string PlainValueOf(string name)
    {
        var value = ValueOf(name) ?? "";
        if (_depth == 1 && _variables.TryGet(name, out var state))
            _startOfVariable = state.Start;
        return value;
    }

    // Null: not set.
    private string? ValueOf(string name)
    {
        _startOfVariable = "";
        if (!_variables.TryGet(name, out var value))
            return null;

        _isKnown &= value.IsKnown;
        _isOfPlatform &= value.IsKnown || value.IsOfPlatform;
        return value.IsKnown ? value.Text : "";
    }

    private string ReadName()
    {
        var from = _at;
        if (Next is '@' or '*' or '#' or '?' or '-' or '$' or '!')
            _at++;
        else if (char.IsDigit(Next))
            SkipWhile(char.IsDigit);
        else
            SkipWhile(static c => char.IsLetterOrDigit(c) || c == '_');
        return _text[from.._at];
    }

    private void SkipWhile(Func<char, bool> isPart)
    {
        while (!IsAtEnd && isPart(_text[_at]))
            _at++;
    }
}
