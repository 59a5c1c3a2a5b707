namespace Esb.Build.Images;

/// <summary>What part an image plays; it decides the groups of the bake file that the image is in.</summary>
public enum ImageKind
{
    /// <summary>Others are built from it; group <c>base-images</c>.</summary>
    Base,

    /// <summary>Control plane; group <c>control-images-&lt;mode&gt;</c>.</summary>
    Control,

    /// <summary>One function; group <c>functions</c>.</summary>
    Function,

    /// <summary>Anything else; group <c>services</c>.</summary>
    Service,
}

/// <summary>How image kinds are written in a project.</summary>
public static class ImageKinds
{
    public const string Legal = "base, control, function, service";

    /// <summary>Empty text is a service, so that the smallest project needs no kind.</summary>
    public static ImageKind? TryParse(string text) => text switch
    {
        "base" => ImageKind.Base,
        "control" => ImageKind.Control,
        "function" => ImageKind.Function,
        "service" or "" => ImageKind.Service,
        _ => null,
    };

    public static string Text(this ImageKind kind) => kind switch
    {
        ImageKind.Base => "base",
        ImageKind.Control => "control",
        ImageKind.Function => "function",
        _ => "service",
    };
}
