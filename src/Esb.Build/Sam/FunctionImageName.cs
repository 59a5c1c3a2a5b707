using System.Text;
using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>A function's name as an image name.</summary>
public static class FunctionImageName
{
    /// <summary>
    /// Lower case; letters and digits of ASCII are kept, of <c>.</c>, <c>_</c> and <c>-</c> in a row the first one, any
    /// other run becomes one <c>-</c>; none at either end.
    /// </summary>
    /// <returns><see langword="null"/> when nothing is left, or more than an image name may have.</returns>
    public static ImageName? Of(string functionName)
    {
        var result = new StringBuilder(functionName.Length);
        foreach (var c in functionName.ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                result.Append(c);
            else if (result.Length > 0 && !IsSeparator(result[^1]))
                result.Append(IsSeparator(c) ? c : '-');
        }

        if (result.Length > 0 && IsSeparator(result[^1]))
            result.Length--;
        return ImageName.TryParse(result.ToString());
    }

    private static bool IsSeparator(char c) => c is '.' or '_' or '-';
}
