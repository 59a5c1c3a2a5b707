using System.Text.Json;
using Esb.Build.Files;

namespace Esb.Build.Bake;

/// <summary>
/// A second bake file over the first, for what must not be in that because it is of this machine and this moment:
/// contexts under names of their own (see <see cref="ContextLinks"/>), caches, and no output for images that are only
/// built from, so that they are neither exported nor tagged again.
/// </summary>
internal static class BakeOverlay
{
    private static readonly string[] NoOutput = ["type=cacheonly"];

    /// <summary>Makes the links that it names, too.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="links">Absolute path of the folder for links.</param>
    /// <exception cref="IOException">Something cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be written.</exception>
    public static void Write(string path, string links, BakeRequest request, IReadOnlyList<BakeTarget> targets)
    {
        var asked = targets.Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteStartObject("target");
        foreach (var target in request.NeededFor(targets))
        {
            json.WriteStartObject(target.Name);
            WriteContexts(json, target, links, request.Epoch);
            if (target.NoCache)
                json.WriteBoolean("no-cache", value: true);
            var isAsked = asked.Contains(target.Name);
            Write(json, "cache-from", request.Caches?.From(target.Name) ?? []);
            if (isAsked)
                Write(json, "cache-to", request.Caches?.To(target.Name) ?? []);
            else
                Write(json, "output", NoOutput);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteContexts(Utf8JsonWriter json, BakeTarget target, string links, string epoch)
    {
        if (epoch.Length == 0)
            return;

        var dockerfile = Path.GetDirectoryName(target.Dockerfile) ?? "";
        var name = ContextLinks.NameOf(
            epoch, [new("", target.Context), new("Dockerfile", dockerfile), .. target.Contexts]);
        if (target.Context.Length > 0)
            json.WriteString("context", Link(Path.Join(links, name), target.Context));
        if (target.Contexts.Count == 0)
            return;

        json.WriteStartObject("contexts");
        foreach (var (i, (context, folder)) in target.Contexts.Index())
            json.WriteString(BakeEscape.Literal(context), Link(Path.Join(links, $"{name}.{i}"), folder));
        json.WriteEndObject();
    }

    private static string Link(string link, string folder)
    {
        ContextLinks.Write(link, folder);
        return BakeEscape.Literal(link);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;

        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(BakeEscape.Literal(value));
        json.WriteEndArray();
    }
}
