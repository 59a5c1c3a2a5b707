using System.Buffers;
using System.Globalization;
using System.Numerics;
using Esb.Build.Files;

namespace Esb.Build.Git;

/// <summary>Shortens the name of a commit to the very digits that git shows.</summary>
internal sealed class Abbreviation
{
    private const int Shortest = 4;
    private const int Default = 7;

    // git stops there, too.
    private const int DeepestAlternate = 5;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly List<string> _objects = [];
    private readonly GitConfig _config;

    /// <exception cref="InexactException">The objects lie where they are not looked for here.</exception>
    public Abbreviation(string commonDirectory, GitConfig config)
    {
        _config = config;
        Add(Path.Combine(commonDirectory, "objects"), 0);
    }

    /// <summary>
    /// As <c>git rev-parse --short</c> without a number and <c>git describe</c> do: by <c>core.abbrev</c>.
    /// </summary>
    public string Shorten(string sha) => Shorten(sha, Configured(sha.Length));

    /// <summary>At least <paramref name="least"/> digits, more while another object begins with them.</summary>
    public string Shorten(string sha, int least)
    {
        var name = Convert.FromHexString(sha);
        var length = least;
        foreach (var objects in _objects)
        {
            length = Math.Max(length, LongestLoose(objects, name, sha) + 1);
            foreach (var index in PackedObjects.Indexes(objects))
                length = Math.Max(length, PackedObjects.LongestCommonStart(index, name) + 1);
        }

        return sha[..Math.Min(length, sha.Length)];
    }

    private int Configured(int longest)
    {
        var text = _config["core.abbrev"]?.ToLowerInvariant() ?? "auto";
        if (text is "auto")
            return Automatic();
        if (text is "no" or "off" or "false" or "")
            return longest;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && text[0] != '0'
            && length >= Shortest && length <= longest
                ? length
                : throw new InexactException($"core.abbrev is '{text}'");
    }

    // git's own rule: enough digits that a collision is unlikely, which is half as many bits as there are objects,
    // rounded up.
    private int Automatic()
    {
        var useMultiPackIndex = _config["core.multipackindex"] is not { } text || GitConfigFiles.IsTrue(text);
        var count = _objects.Sum(objects => PackedObjects.Count(objects, useMultiPackIndex));
        var bits = count == 0 ? 1 : BitOperations.Log2((ulong)count) + 1;
        return Math.Max(Default, (bits + 1) / 2);
    }

    private static int LongestLoose(string objects, byte[] name, string sha)
    {
        var folder = Path.Combine(objects, sha[..2]);
        if (!Directory.Exists(folder))
            return 0;

        var longest = 0;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var other = sha[..2] + Path.GetFileName(file);
            if (other.Length == sha.Length && other.AsSpan().IndexOfAnyExcept(Digits) < 0)
                longest = Math.Max(longest, PackedObjects.CommonStart(name, Convert.FromHexString(other)));
        }

        return longest;
    }

    private void Add(string objects, int depth)
    {
        var alternates = Path.Combine(objects, "info", "alternates");
        _objects.Add(objects);
        if (!File.Exists(alternates))
            return;
        if (depth == DeepestAlternate)
            throw new InexactException($"'{alternates}' nests too deep");

        foreach (var line in File.ReadLines(alternates))
        {
            if (line.StartsWith('"'))
                throw new InexactException($"'{alternates}' has a quoted path");
            if (line.Length == 0 || line[0] == '#')
                continue;

            var other = RealPath.Of(Path.GetFullPath(line, objects));
            if (Directory.Exists(other) && !_objects.Contains(other, StringComparer.Ordinal))
                Add(other, depth + 1);
        }
    }
}
