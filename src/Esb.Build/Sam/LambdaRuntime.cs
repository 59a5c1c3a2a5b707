using System.Globalization;

namespace Esb.Build.Sam;

/// <summary>Runtimes that are packed in the same way.</summary>
public enum RuntimeFamily
{
    Python,
    Java,
    NodeJs,
    DotNet,

    /// <summary>A program of its own, <c>bootstrap</c>.</summary>
    Provided,
}

/// <summary>A runtime of AWS Lambda, such as <c>python3.12</c>.</summary>
/// <param name="Image">The image that AWS publishes for it.</param>
/// <param name="BuildImage">What compiles sources for it; empty where nothing is compiled.</param>
public sealed record LambdaRuntime(string Name, RuntimeFamily Family, string Image, string BuildImage = "")
{
    public const string Legal =
        "python3.N, nodejsN.x, java11, java17, java21, java25, dotnet8, dotnet10, provided.al2023";

    private const string Aws = "public.ecr.aws/lambda/";
    private const string DotNetSdk = "mcr.microsoft.com/dotnet/sdk:";
    private const string Maven = "public.ecr.aws/docker/library/maven:3-amazoncorretto-";

    /// <summary>The word that an <c>EsbLambdaBase</c> item may use for all runtimes of the family.</summary>
    public string FamilyName => Family.ToString().ToLowerInvariant();

    /// <returns><see langword="null"/> when the text is not <see cref="Legal"/>.</returns>
    public static LambdaRuntime? TryParse(string text) => text switch
    {
        "java11" or "java17" or "java21" or "java25" =>
            new(text, RuntimeFamily.Java, Aws + "java:" + text[4..], Maven + text[4..]),
        "dotnet8" or "dotnet10" =>
            new(text, RuntimeFamily.DotNet, Aws + "dotnet:" + text[6..], DotNetSdk + text[6..] + ".0"),
        "provided.al2023" => new(text, RuntimeFamily.Provided, Aws + "provided:al2023", DotNetSdk + "10.0"),
        _ when Number(text, "python3.", "") is { } minor =>
            new(text, RuntimeFamily.Python, Aws + "python:3." + minor),
        _ when Number(text, "nodejs", ".x") is { } major =>
            new(text, RuntimeFamily.NodeJs, Aws + "nodejs:" + major),
        _ => null,
    };

    private static string? Number(string text, string prefix, string suffix)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal) || !text.EndsWith(suffix, StringComparison.Ordinal)
            || text.Length <= prefix.Length + suffix.Length)
        {
            return null;
        }

        var number = text[prefix.Length..^suffix.Length];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _) && number.Length <= 3
            ? number
            : null;
    }
}
