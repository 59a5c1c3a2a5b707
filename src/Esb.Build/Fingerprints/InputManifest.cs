using System.Runtime.InteropServices;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Fingerprints;

/// <summary>
/// Everything that a fingerprint was computed from, in a fixed order. No path in it depends on where the repository
/// lies, so that a clone elsewhere has the same.
/// </summary>
/// <param name="Settings">By kind and name.</param>
/// <param name="Contexts">By name; the main context is <c>context</c>.</param>
public sealed record InputManifest(IReadOnlyList<InputSetting> Settings, IReadOnlyList<ContextInputs> Contexts)
{
    /// <summary>Name of the main context; a named context of that name is <c>context:context</c>.</summary>
    public const string MainContext = "context";

    /// <summary>What stands before the name of a named context.</summary>
    public const string NamedContext = "context:";
}

/// <summary>What kind of thing an image is made of; the order is that of reasons.</summary>
public enum InputKind
{
    /// <summary>That there is a record of an earlier build at all.</summary>
    Record,

    /// <summary>The version of the fingerprint format.</summary>
    Format,
    Dockerfile,

    /// <summary>The policy beside a Dockerfile, which buildx evaluates.</summary>
    Policy,
    IgnoreFile,
    File,
    Folder,

    /// <summary>A named context: where it comes from, or that it is there.</summary>
    Context,

    /// <summary>Another image of the project; the value is its fingerprint.</summary>
    Base,
    Argument,
    Stage,
    Platforms,

    /// <summary>A build secret; the value is a salted digest, never the content.</summary>
    Secret,
    Ssh,
    Network,
    Label,
    Tag,
    Outputs,
    Attestations,

    /// <summary>Any other property of the bake target; the name says which.</summary>
    Other,

    /// <summary>A variable or setting of the machine that buildx hands on to all builds.</summary>
    Environment,

    /// <summary>What the project asks for whatever changed; in no manifest.</summary>
    Setting,

    /// <summary>Which engine and builder it was built by; in no manifest.</summary>
    Engine,

    /// <summary>The image itself, where it was put; in no manifest.</summary>
    Image,
}

/// <summary>One thing that is no file of a context.</summary>
/// <param name="Name">Empty where the image has one of the kind.</param>
/// <param name="Value">Text, or a digest where the text may be long or secret.</param>
public sealed record InputSetting(InputKind Kind, string Name, string Value);

/// <summary>All that one local context sends.</summary>
/// <param name="Name"><see cref="InputManifest.MainContext"/>, or <see cref="InputManifest.NamedContext"/> and the
/// name.</param>
/// <param name="Files">Folders before what is in them, names in ordinal order.</param>
public sealed record ContextInputs(string Name, IReadOnlyList<FileInput> Files)
{
    /// <summary>Of <see cref="Files"/>.</summary>
    public required ContentDigest Digest { get; init; }

    /// <summary>
    /// What users see before a file's path: where the context lies in the repository, with <c>/</c> at the end. No part
    /// of the fingerprint.
    /// </summary>
    public string Place { get; init; } = "";
}

/// <summary>One thing that a context sends.</summary>
/// <param name="Path">Relative to the context, with <c>/</c>.</param>
/// <param name="Mode">Type and permission bits as in Unix (<c>st_mode</c>).</param>
/// <param name="Digest">Of a file's content or a link's target; else zero.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FileInput(string Path, ushort Mode, ContentDigest Digest)
{
    private const int PermissionBits = 0xFFF;

    /// <summary>Whether its kind has one.</summary>
    public bool HasDigest => Kind is ContextEntryKind.File or ContextEntryKind.Link;

    public ContextEntryKind Kind => new FileStatus(Mode, 0, 0, default).Kind;

    /// <summary>As <c>chmod</c> writes them: <c>0644</c>.</summary>
    public string Permissions => "0" + Convert.ToString(Mode & PermissionBits, 8).PadLeft(3, '0');
}
