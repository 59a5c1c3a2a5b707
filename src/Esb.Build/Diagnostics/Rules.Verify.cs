namespace Esb.Build.Diagnostics;

/// <summary>What <c>EsbVerify</c> finds in images. Value 0 is the image's reference.</summary>
public static partial class Rules
{
    public static Rule ImageGone { get; } = Error("ESB3052",
        "The engine has no image '{0}' any more. Somebody removed it, or it went to a registry only; build it again with dotnet build -t:EsbImages.");

    public static Rule NoVersionInImage { get; } = Error("ESB3053",
        "The image '{0}' has no /app/version.json. Add to the last stage of its Dockerfile: COPY --from=meta /version.json /app/version.json");

    /// <summary>1: the commit that the image says, 2: HEAD.</summary>
    public static Rule WrongVersionInImage { get; } = Error("ESB3054",
        "The image '{0}' says it was built of {1}, and HEAD is {2}. Another build has moved its tag, or its Dockerfile copies version.json from elsewhere than the context 'meta'; build it again with dotnet build -t:EsbImages.");

    public static Rule VerifyCancelled { get; } = Error("ESB3055",
        "Looking into the images was cancelled. Run it again with dotnet build -t:EsbVerify.");
}
