using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>Which image a function stands on.</summary>
internal sealed class LambdaBases
{
    private const string Unzip = "unzip";
    private const string BuildSuffix = "-build";
    private const string UnzipImage = "public.ecr.aws/docker/library/busybox:1";

    // The repository's own base of functions, as ESB calls it; it is one for Python.
    private const string OwnBase = "lambda-base";

    private readonly Dictionary<string, string> _images = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own;

    public LambdaBases(SamSettings settings, ProblemList problems)
    {
        _own = settings.ImageNames.ToHashSet(StringComparer.Ordinal);
        if (_own.Contains(OwnBase))
            _images[nameof(RuntimeFamily.Python).ToLowerInvariant()] = OwnBase;
        foreach (var item in settings.Bases)
        {
            var owner = $"EsbLambdaBase '{item.Runtime}'";
            if (!IsKnown(item.Runtime))
                problems.Add(Rules.UnknownSamItem, item.Position, "EsbLambdaBase", item.Runtime, Legal);
            else if (ImageReference.TryParse(item.Image) is null)
                problems.Add(Rules.BadSamImage, item.Position, owner, item.Image, ImageReference.Legal);
            else
                _images[item.Runtime] = item.Image;
        }
    }

    private static string Legal =>
        $"{LambdaRuntime.Legal}, python, java, nodejs, dotnet, provided, each of them with {BuildSuffix}, and {Unzip}";

    /// <summary>An image that has the program <c>unzip</c>.</summary>
    public string Unzipper => _images.GetValueOrDefault(Unzip, UnzipImage);

    public string Of(LambdaRuntime runtime) => Find(runtime, "") ?? runtime.Image;

    /// <summary>The image that compiles.</summary>
    public string Builder(LambdaRuntime runtime) => Find(runtime, BuildSuffix) ?? runtime.BuildImage;

    /// <summary>Those of the images that the project builds itself.</summary>
    public IReadOnlyList<string> OfProject(IEnumerable<string> images) =>
        [.. images.Where(_own.Contains).Distinct(StringComparer.Ordinal)];

    private string? Find(LambdaRuntime runtime, string suffix) =>
        _images.GetValueOrDefault(runtime.Name + suffix) ?? _images.GetValueOrDefault(runtime.FamilyName + suffix);

    private static bool IsKnown(string text)
    {
        var name = text.EndsWith(BuildSuffix, StringComparison.Ordinal) ? text[..^BuildSuffix.Length] : text;
        return text is Unzip || LambdaRuntime.TryParse(name) is not null
            || Enum.GetNames<RuntimeFamily>().Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
