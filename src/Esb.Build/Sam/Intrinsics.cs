namespace Esb.Build.Sam;

/// <summary>CloudFormation's functions, in their two spellings.</summary>
internal static class Intrinsics
{
    public const string Legal =
        "!Ref, !Sub, !Join, !If, !Equals, !And, !Or, !Not, !Condition, !FindInMap, !Select, !Split, !GetAtt …";

    private const string Prefix = "Fn::";

    /// <summary><c>Fn::Sub</c> for <c>!Sub</c>.</summary>
    /// <returns><see langword="null"/> for a tag that CloudFormation does not know.</returns>
    public static string? LongName(string tag) => tag switch
    {
        "!Ref" or "!Condition" => tag[1..],
        ['!', .. var name] when IsFunction(name) => Prefix + name,
        _ => null,
    };

    /// <summary>Whether a map with this one key is a call; <c>Condition</c> is one only among conditions.</summary>
    public static bool IsCall(TemplateNode node) =>
        node is TemplateMap { Entries: [var only] }
        && (only.Key.Text is "Ref" || only.Key.Text.StartsWith(Prefix, StringComparison.Ordinal));

    private static bool IsFunction(string name) => name
        is "And" or "Base64" or "Cidr" or "Contains" or "EachMemberEquals" or "EachMemberIn" or "Equals"
        or "FindInMap" or "ForEach" or "GetAtt" or "GetAZs" or "If" or "ImportValue" or "Implies" or "Join"
        or "Length" or "Not" or "Or" or "RefAll" or "Select" or "Split" or "Sub" or "ToJsonString" or "Transform"
        or "ValueOf" or "ValueOfAll";
}
