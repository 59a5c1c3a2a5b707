using Esb.Build.Bake;
using Esb.Build.Images;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>
/// Items <c>EsbPlannedImage</c>, the one place where their metadata is translated: what <c>RunBake</c> needs of a plan.
/// </summary>
internal static class EsbPlannedImageItems
{
    private const string Name = "Name";
    private const string Kind = "Kind";
    private const string Mode = "Mode";
    private const string References = "References";
    private const string Dockerfile = "Dockerfile";
    private const string Network = "Network";
    private const string SecretFiles = "SecretFiles";
    private const string SecretVariables = "SecretVariables";
    private const string Entitlements = "Entitlements";

    public static ITaskItem[] Write(IReadOnlyList<PlannedImage> images) => [.. images.Select(Write)];

    public static BakeTarget ReadTarget(ITaskItem item) =>
        new(item.ItemSpec, item.GetMetadata(Dockerfile), ItemMetadata.List(item, References))
        {
            Network = item.GetMetadata(Network),
        };

    public static PlannedIdentity ReadIdentity(ITaskItem item) =>
        new(item.ItemSpec, item.GetMetadata(Name), item.GetMetadata(Kind), item.GetMetadata(Mode));

    public static IReadOnlyList<string> ReadSecretFiles(ITaskItem item) => ItemMetadata.List(item, SecretFiles);

    public static IReadOnlyList<string> ReadSecretVariables(ITaskItem item) => ItemMetadata.List(item, SecretVariables);

    public static IReadOnlyList<string> ReadEntitlements(ITaskItem item) => ItemMetadata.List(item, Entitlements);

    private static ITaskItem Write(PlannedImage image)
    {
        var item = new TaskItem(image.Target);
        item.SetMetadata(Name, image.Name.Value);
        item.SetMetadata(Kind, image.Kind.Text());
        item.SetMetadata(Mode, image.Mode);
        item.SetMetadata(Dockerfile, ItemMetadata.Escape(image.Dockerfile));
        item.SetMetadata(Network, image.Network);
        Set(item, References, image.References.Select(static r => r.ToString()));
        Set(item, SecretFiles, image.Secrets.Select(static s => s.File));
        Set(item, SecretVariables, image.Secrets.Select(static s => s.Variable));
        Set(item, Entitlements, RequiredEntitlements(image));
        return item;
    }

    // What a buildx of today asks about before it builds.
    private static IEnumerable<string> RequiredEntitlements(PlannedImage image)
    {
        if (image.Network is "host")
            yield return "network.host";
        if (image.Ssh.Count > 0)
            yield return "ssh";
    }

    private static void Set(TaskItem item, string name, IEnumerable<string> values) =>
        item.SetMetadata(name, string.Join(';', values.Where(static v => v.Length > 0).Select(ItemMetadata.Escape)));
}

/// <summary>Which image a bake target is.</summary>
internal sealed record PlannedIdentity(string Target, string Name, string Kind, string Mode);
