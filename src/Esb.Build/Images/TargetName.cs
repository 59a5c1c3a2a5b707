namespace Esb.Build.Images;

/// <summary>
/// Names of bake targets and groups: <c>[a-zA-Z0-9_-]+</c>, not beginning with <c>-</c> (bake would take it for a
/// flag).
/// </summary>
public static class TargetName
{
    public const string Legal = "letters, digits, '_' and '-', not beginning with '-'";

    /// <summary>
    /// The target of an image: its name, with <c>_</c> for the dots that bake does not allow, and its mode.
    /// </summary>
    public static string Of(string name, string mode)
    {
        var target = name.Replace('.', '_');
        return mode.Length == 0 ? target : $"{target}-{mode}";
    }

    public static bool IsLegal(string text)
    {
        if (text.Length == 0 || text[0] == '-')
            return false;

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
        }

        return true;
    }
}
