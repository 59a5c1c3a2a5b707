using System.Globalization;
using Esb.Build.Bake;
using Esb.Build.Definitions;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Staleness;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>
/// Items <c>EsbPlannedImage</c>, the one place where their metadata is translated: what the tasks after the plan need
/// of an image.
/// </summary>
internal static class EsbPlannedImageItems
{
    private const string Name = "Name";
    private const string Kind = "Kind";
    private const string Mode = "Mode";
    private const string References = "References";
    private const string Context = "Context";
    private const string Contexts = "Contexts";
    private const string Dockerfile = "Dockerfile";
    private const string BuiltFrom = "BuiltFrom";
    private const string ExternalImages = "ExternalImages";
    private const string Network = "Network";
    private const string SecretFiles = "SecretFiles";
    private const string SecretVariables = "SecretVariables";
    private const string UnseenSecrets = "UnseenSecrets";
    private const string Entitlements = "Entitlements";
    private const string Destination = "Destination";
    private const string Fingerprint = "Fingerprint";
    private const string AlwaysBuild = "AlwaysBuild";
    private const string Changed = "Changed";
    private const string Caches = "Caches";
    private const string LocalCache = "local=";
    private const string RegistryCache = "registry=";
    private const string InputCount = "InputCount";

    public static ITaskItem[] Write(
        IReadOnlyList<ImageDefinition> images, IReadOnlyDictionary<string, ImageInputs> inputs) =>
        [.. images.Select(image => Write(image, inputs[image.Target]))];

    public static BakeTarget ReadTarget(ITaskItem item) =>
        new(item.ItemSpec, item.GetMetadata(Dockerfile), ItemMetadata.List(item, References))
        {
            Network = item.GetMetadata(Network),
            Context = item.GetMetadata(Context),
            Contexts = [.. ItemMetadata.List(item, Contexts).Select(ReadContext)],
            BuiltFrom = ItemMetadata.List(item, BuiltFrom),
        };

    public static ImageState ReadState(ITaskItem item) => new(item.ItemSpec, item.GetMetadata(Fingerprint))
    {
        References = ItemMetadata.List(item, References),
        BuiltFrom = ItemMetadata.List(item, BuiltFrom),
        ExternalImages = ItemMetadata.List(item, ExternalImages),
        AlwaysBuild = item.GetMetadata(AlwaysBuild),
        Changed = long.Parse(item.GetMetadata(Changed), CultureInfo.InvariantCulture),
        Destination = Enum.Parse<Destination>(item.GetMetadata(Destination)),
    };

    public static PlannedIdentity ReadIdentity(ITaskItem item) =>
        new(item.ItemSpec, item.GetMetadata(Name), item.GetMetadata(Kind), item.GetMetadata(Mode));

    public static int ReadInputCount(ITaskItem item) =>
        int.Parse(item.GetMetadata(InputCount), CultureInfo.InvariantCulture);

    public static ImageCaches ReadCaches(ITaskItem item)
    {
        var caches = ItemMetadata.List(item, Caches);
        return new(ValueOf(caches, LocalCache), ValueOf(caches, RegistryCache));
    }

    public static string ReadUnseenSecrets(ITaskItem item) => item.GetMetadata(UnseenSecrets);

    public static IReadOnlyList<string> ReadSecretFiles(ITaskItem item) => ItemMetadata.List(item, SecretFiles);

    public static IReadOnlyList<string> ReadSecretVariables(ITaskItem item) => ItemMetadata.List(item, SecretVariables);

    public static IReadOnlyList<string> ReadEntitlements(ITaskItem item) => ItemMetadata.List(item, Entitlements);

    private static TaskItem Write(ImageDefinition image, ImageInputs inputs)
    {
        var item = new TaskItem(image.Target);
        Set(item, Name, image.Name.Value);
        Set(item, Kind, image.Kind.Text());
        Set(item, Mode, image.Mode);
        Set(item, Dockerfile, ItemMetadata.Escape(image.Dockerfile));
        Set(item, Network, image.Network);
        Set(item, Destination, Destinations.Of(image.Outputs).ToString());
        Set(item, Fingerprint, inputs.Fingerprint);
        Set(item, AlwaysBuild, ItemMetadata.Escape(inputs.AlwaysBuild));
        Set(item, Changed, inputs.Changed.ToString(CultureInfo.InvariantCulture));
        Set(item, UnseenSecrets, inputs.UnseenSecrets);
        var count = inputs.Manifest.Settings.Count + inputs.Manifest.Contexts.Sum(static c => c.Files.Count);
        Set(item, InputCount, count.ToString(CultureInfo.InvariantCulture));
        WriteSources(item, image);
        return item;
    }

    private static void WriteSources(TaskItem item, ImageDefinition image)
    {
        if (Path.IsPathFullyQualified(image.Context))
            Set(item, Context, ItemMetadata.Escape(image.Context));
        Set(item, Contexts, image.Contexts
            .Where(static c => Path.IsPathFullyQualified(c.Value)).Select(static c => $"{c.Key}={c.Value}"));
        Set(item, References, image.References.Select(static r => r.ToString()));
        Set(item, BuiltFrom, image.BuiltFrom);
        Set(item, ExternalImages, image.ExternalImages);
        Set(item, SecretFiles, image.Secrets.Select(static s => s.File));
        Set(item, SecretVariables, image.Secrets.Select(static s => s.Variable));
        Set(item, Caches, CachesOf(image.Caches));
        Set(item, Entitlements, RequiredEntitlements(image));
    }

    // What a buildx of today asks about before it builds.
    private static IEnumerable<string> RequiredEntitlements(ImageDefinition image)
    {
        if (image.Network is "host")
            yield return "network.host";
        if (image.Ssh.Count > 0)
            yield return "ssh";
    }

    private static IEnumerable<string> CachesOf(ImageCaches caches)
    {
        if (caches.Folder.Length > 0)
            yield return LocalCache + caches.Folder;
        if (caches.Reference.Length > 0)
            yield return RegistryCache + caches.Reference;
    }

    // The name of a context is that of an image, in which there is no equals sign.
    private static KeyValuePair<string, string> ReadContext(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return new(text[..equals], text[(equals + 1)..]);
    }

    private static string ValueOf(IReadOnlyList<string> list, string prefix) =>
        list.FirstOrDefault(e => e.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..] ?? "";

    private static void Set(TaskItem item, string name, IEnumerable<string> values) =>
        Set(item, name, string.Join(';', values.Where(static v => v.Length > 0).Select(ItemMetadata.Escape)));

    // Empty is what MSBuild says of metadata that is not there; each that is costs some 5 microseconds.
    private static void Set(TaskItem item, string name, string value)
    {
        if (value.Length > 0)
            item.SetMetadata(name, value);
    }
}

/// <summary>Which image a bake target is.</summary>
internal sealed record PlannedIdentity(string Target, string Name, string Kind, string Mode);
