using System.Text;

namespace Esb.Build.Tests.BakeFiles;

/// <summary>
/// How HCL, and so bake, reads a string that has no interpolation in it: the rule of its template scanner.
/// </summary>
internal static class HclTemplate
{
    /// <exception cref="FormatException">There is an interpolation, which bake would evaluate.</exception>
    public static string Read(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (rest is ['$', '{', ..] or ['%', '{', ..])
                throw new FormatException($"'{text}' has an interpolation at {i}.");

            result.Append(rest[0]);
            if (rest is ['$', '$', '{', ..] or ['%', '%', '{', ..])
            {
                result.Append('{');
                i += 2;
            }
        }

        return result.ToString();
    }
}
