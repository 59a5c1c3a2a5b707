namespace Esb.Build.Engines;

/// <summary>What was found when a file was looked for in an image.</summary>
public enum ImageFileState
{
    Found,

    /// <summary>The image is there and has no such file.</summary>
    NoSuchFile,

    /// <summary>The engine has no such image; nothing is pulled.</summary>
    NoSuchImage,

    /// <summary>Neither is known: docker failed, and the problem list says how, or the build was cancelled.</summary>
    Unknown,
}

/// <summary>A file of an image.</summary>
/// <param name="Reference">The image, in the engine.</param>
/// <param name="Path">Absolute path in the image; links are followed.</param>
public sealed record ImageFileRequest(DockerSettings Docker, string Reference, string Path);

/// <param name="Bytes">The file's content; empty where it was not found.</param>
public sealed record ImageFile(ImageFileState State, ReadOnlyMemory<byte> Bytes);
