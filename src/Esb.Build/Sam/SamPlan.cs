using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>The functions of a project as images.</summary>
public sealed record SamPlan(IReadOnlyList<PlannedFunction> Functions);

/// <summary>A function, its image, and the files to write for it.</summary>
public sealed record PlannedFunction(SamFunction Function, ImageItem Image)
{
    public IReadOnlyList<FunctionFile> Files { get; init; } = [];
}

/// <param name="Path">Absolute.</param>
public sealed record FunctionFile(string Path, string Text);
