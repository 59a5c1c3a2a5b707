using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>What a project says of all its functions.</summary>
/// <param name="OutputFolder">Absolute; Dockerfiles are written to <c>functions/&lt;image&gt;/</c> in it.</param>
public sealed record SamSettings(string OutputFolder)
{
    /// <summary>Items <c>EsbLambdaBase</c>.</summary>
    public IReadOnlyList<LambdaBase> Bases { get; init; } = [];

    /// <summary>Items <c>EsbFunctionImage</c>.</summary>
    public IReadOnlyList<FunctionOverride> Overrides { get; init; } = [];

    /// <summary>Names of the project's own images (<c>EsbImage</c>), which a base may be.</summary>
    public IReadOnlyList<string> ImageNames { get; init; } = [];

    /// <summary>Name of the folder that the repository's builds share; it is in no image.</summary>
    public string StateFolder { get; init; } = ".esb";

    /// <summary>
    /// Absolute folder with what is loaded into runtimes, or empty: <c>python/sitecustomize.py</c>,
    /// <c>java/agent.jar</c>. Becomes the named context <c>runtime_hooks</c>.
    /// </summary>
    public string RuntimeHooks { get; init; } = "";
}

/// <summary>The image that functions of a runtime stand on.</summary>
/// <param name="Runtime">A runtime (<c>python3.12</c>) or family (<c>python</c>), either with <c>-build</c> behind it
/// for the image that compiles; or <c>unzip</c>, for an image with that program.</param>
/// <param name="Image">A reference, or the name of an image of the project.</param>
public sealed record LambdaBase(string Runtime, string Image, SourcePosition Position);

/// <summary>What a project says of one function's image.</summary>
/// <param name="Image">Its name is the function's: logical id, <c>FunctionName</c> or image name. Texts that are not
/// empty replace those of the template, lists are added.</param>
public sealed record FunctionOverride(ImageItem Image)
{
    /// <summary>Instead of the template's.</summary>
    public string ImageUri { get; init; } = "";

    /// <summary>Instead of the runtime's base: a reference, or the name of an image of the project.</summary>
    public string Base { get; init; } = "";
}
