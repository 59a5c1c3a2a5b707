using Esb.Build.Definitions;

namespace Esb.Build.Bake;

/// <summary>
/// Text that bake must not read as a template. Bake interpolates <c>${…}</c> and <c>%{…}</c> in every string and key of
/// a JSON file; only these two beginnings are special, and doubling their first character is the whole escape.
/// </summary>
public static class BakeEscape
{
    public static string Literal(string text) =>
        text.Contains('{', StringComparison.Ordinal)
            ? text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal)
            : text;
}
