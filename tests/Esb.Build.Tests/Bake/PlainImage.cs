using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Tests.Bake;

/// <summary>An image of which nothing is said but its name.</summary>
internal static class PlainImage
{
    public static ImageDefinition Of(string target) =>
        new(target, ImageName.TryParse(target)!, ImageKind.Service, new("/repo/images.proj"))
        {
            Context = "/repo/" + target,
            Dockerfile = $"/repo/{target}/Dockerfile",
            References = [ImageReference.TryParse($"test/{target}:1")!],
            Outputs = ["type=docker"],
        };
}
