using System.Text.RegularExpressions;
using Esb.Testing;

namespace Esb.Docker.Tests.Progress;

/// <summary>A terminal of 40 lines and 120 columns in which a user types <c>dotnet build</c>.</summary>
internal static partial class Terminal
{
    /// <summary>Builds with MSBuild's terminal logger.</summary>
    /// <returns>Everything that was shown, also what was overwritten later; without colours.</returns>
    public static string Build(SdkFolder folder, params IReadOnlyList<string> arguments)
    {
        folder.Environment["TERM"] = "xterm-256color";
        var command = $"stty cols 120 rows 40; dotnet build images.proj {string.Join(' ', arguments.Select(Quote))}";
        var shown = folder.Must("script", "-qec", command, "/dev/null");
        return Sequence().Replace(shown, "").Replace("\r", "", StringComparison.Ordinal);
    }

    private static string Quote(string word) => $"'{word}'";

    // What moves the cursor, erases, colours; titles and links.
    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\e\][^\e\a]*(\e\\|\a)|\e[=>]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sequence();
}
