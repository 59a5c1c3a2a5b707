namespace Esb.Build.Sam;

/// <summary>YAML's own tags. All values of a template are text, lists and maps, so that they change nothing.</summary>
internal static class YamlTags
{
    private const string Prefix = "tag:yaml.org,2002:";

    public static bool IsStandard(string tag) =>
        tag.StartsWith(Prefix, StringComparison.Ordinal)
        && tag.AsSpan(Prefix.Length) 
            is "str" or "int" or "float" or "bool" or "null" or "timestamp" or "map" or "seq";
}
