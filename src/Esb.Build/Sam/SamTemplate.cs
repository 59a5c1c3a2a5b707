using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>What a template says about images.</summary>
/// <param name="Path">Absolute.</param>
public sealed record SamTemplate(string Path)
{
    /// <summary>In the order of the template, without those whose <c>Condition</c> is false.</summary>
    public IReadOnlyList<SamFunction> Functions { get; init; } = [];

    /// <summary>Names of all parameters.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
}

/// <summary>A function of a template that is an image.</summary>
/// <param name="LogicalId">Its key in <c>Resources</c>.</param>
/// <param name="Name"><c>FunctionName</c>, else the logical id.</param>
/// <param name="Package">What the image is made of.</param>
/// <param name="Position">Its key in the template.</param>
public sealed record SamFunction(string LogicalId, string Name, SamPackage Package, SourcePosition Position)
{
    /// <summary>Empty where the template does not say it.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>What whoever runs the function needs to know; no part of the image.</summary>
    public IReadOnlyList<TemplateEntry> RunSettings { get; init; } = [];
}

/// <summary>What a function's image is made of.</summary>
public abstract record SamPackage;

/// <summary>Code on a runtime's base image.</summary>
public sealed record SamZip(LambdaRuntime Runtime, string Handler, SamPath Code) : SamPackage
{
    /// <summary>In the order in which they come to <c>/opt</c>.</summary>
    public IReadOnlyList<SamLayer> Layers { get; init; } = [];
}

/// <summary>An image that exists already.</summary>
/// <param name="Position">Where the template says it, or would have to.</param>
public sealed record SamImage(string ImageUri, SourcePosition Position) : SamPackage;

/// <summary>An image that a Dockerfile of the user makes: <c>Metadata</c> of the function.</summary>
/// <param name="Dockerfile">Relative to the context.</param>
public sealed record SamDockerfile(SamPath Context, string Dockerfile) : SamPackage
{
    public string Stage { get; init; } = "";

    /// <summary>May be empty.</summary>
    public string Tag { get; init; } = "";

    /// <summary><c>NAME=value</c>.</summary>
    public IReadOnlyList<string> BuildArgs { get; init; } = [];
}

/// <summary>Files that functions share; at <c>/opt</c> in their images.</summary>
/// <param name="Folder">Where in <c>/opt</c> a layer goes that is still to be built (<c>BuildMethod</c>): the folder
/// that its runtime looks into; else empty.</param>
public sealed record SamLayer(string LogicalId, SamPath Content, string Folder = "");

/// <summary>A file or folder that a template names.</summary>
/// <param name="FullPath">Absolute; whether it is there, nobody has looked yet.</param>
/// <param name="Position">Where the template names it.</param>
public sealed record SamPath(string FullPath, string Text, SourcePosition Position);
