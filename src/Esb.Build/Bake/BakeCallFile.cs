using System.Text.Encodings.Web;
using System.Text.Json;
using Esb.Build.Definitions;
using Esb.Build.Files;

namespace Esb.Build.Bake;

/// <summary>
/// What one call of bake reads: the targets that it needs, because bake evaluates all that are in a file before it
/// looks which ones are asked for (0.04 s for a hundred, a second for a thousand), with what is of this machine and
/// this moment: contexts under names of their own (see <see cref="ContextLinks"/>), caches, nothing of our own folders
/// (see <see cref="HiddenFolders"/>), and no output for images that are only built from, so that they are neither
/// exported nor tagged again.
/// </summary>
internal static class BakeCallFile
{
    private static readonly string[] NoOutput = ["type=cacheonly"];

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes the links and Dockerfiles that it names, too.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="IOException">Something cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be written.</exception>
    public static void Write(string path, BakeCall call, IReadOnlyList<ImageDefinition> targets)
    {
        var request = call.Request;
        var asked = targets.Select(static t => t.Target).ToHashSet(StringComparer.Ordinal);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        using var json = new Utf8JsonWriter(file, Options);
        json.WriteStartObject();
        json.WriteStartObject("target");
        foreach (var image in request.NeededFor(targets))
        {
            var isAsked = asked.Contains(image.Target);
            json.WriteStartObject(image.Target);
            BakeTarget.Write(json, OfCall(image, call) with { Outputs = isAsked ? image.Outputs : NoOutput });
            BakeTarget.Write(json, "cache-from", request.Caches?.From(image.Target) ?? []);
            if (isAsked)
                BakeTarget.Write(json, "cache-to", request.Caches?.To(image.Target) ?? []);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ImageDefinition OfCall(ImageDefinition image, BakeCall call)
    {
        var request = call.Request;
        var isLocal = Path.IsPathFullyQualified(image.Context);
        var named = image.Contexts.Where(static c => Path.IsPathFullyQualified(c.Value)).ToList();
        var folder = isLocal ? Path.GetDirectoryName(image.Dockerfile)! : "";
        // Without an epoch as well: it is also the name of the folder of the Dockerfile that hides folders.
        var name = ContextLinks.NameOf(
            request.Epoch, [new("", isLocal ? image.Context : ""), new("Dockerfile", folder), .. named]);
        var hidden = isLocal ? HiddenFolders.In(image.Context, request.OwnFolders) : [];
        image = image with
        {
            NoCache = image.NoCache || request.WithoutCache.Contains(image.Target),
            Dockerfile = hidden.Count == 0
                ? image.Dockerfile
                : HiddenFolders.Write(Path.Join(call.Dockerfiles, name), image, hidden),
        };
        if (request.Epoch.Length == 0)
            return image;

        var links = named.Select(
            (c, i) => KeyValuePair.Create(c.Key, Link(Path.Join(call.Links, $"{name}.{i}"), c.Value)));
        return image with
        {
            Context = isLocal ? Link(Path.Join(call.Links, name), image.Context) : image.Context,
            Contexts = image.Contexts.SetItems(links),
        };
    }

    private static string Link(string link, string folder)
    {
        ContextLinks.Write(link, folder);
        return link;
    }
}
