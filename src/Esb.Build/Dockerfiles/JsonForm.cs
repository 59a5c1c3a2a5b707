using System.Text;
using System.Text.Json;

namespace Esb.Build.Dockerfiles;

/// <summary>The form <c>["a", "b"]</c> of an instruction's arguments.</summary>
internal static class JsonForm
{
    /// <summary>
    /// The texts of the array; <see langword="null"/> when it is none, and BuildKit reads the arguments as plain
    /// words.
    /// </summary>
    public static List<string>? Parse(ReadOnlySpan<char> arguments)
    {
        arguments = arguments.Trim();
        if (arguments is not ['[', .., ']'])
            return null;

        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(arguments.ToString()));
            var texts = new List<string>();
            foreach (var element in document.RootElement.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.String)
                    return null;
                texts.Add(element.GetString()!);
            }

            return texts;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
