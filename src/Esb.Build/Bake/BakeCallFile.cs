using System.Text.Encodings.Web;
using System.Text.Json;
using Esb.Build.Definitions;
using Esb.Build.Files;

namespace Esb.Build.Bake;

/// <summary>
/// What one call of bake reads: of the bake file the targets that it needs, because bake evaluates all that are in a
/// file before it looks which ones are asked for (0.04 s for a hundred, a second for a thousand), with what is of this
/// machine and this moment: contexts under names of their own (see <see cref="ContextLinks"/>), caches, and no output
/// for images that are only built from, so that they are neither exported nor tagged again.
/// </summary>
internal static class BakeCallFile
{
    private const string NoCache = "no-cache";
    private static readonly string[] NoOutput = ["type=cacheonly"];

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes the links that it names, too.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="IOException">Something cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be written.</exception>
    public static void Write(string path, BakeCall call, IReadOnlyList<BakeTarget> targets)
    {
        var request = call.Request;
        var asked = targets.Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        using var json = new Utf8JsonWriter(file, Options);
        json.WriteStartObject();
        json.WriteStartObject("target");
        foreach (var target in request.NeededFor(targets))
        {
            json.WriteStartObject(target.Name);
            var lists = Lists(target, request, asked.Contains(target.Name));
            if (call.Targets.TryGetProperty(target.Name, out var planned))
                Copy(json, planned, Links(target, call), [.. lists.Keys, target.NoCache ? NoCache : ""]);
            if (target.NoCache)
                json.WriteBoolean(NoCache, value: true);
            foreach (var (name, values) in lists)
                Write(json, name, values);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Which stand in place of the bake file's.
    private static Dictionary<string, IReadOnlyList<string>> Lists(
        BakeTarget target, BakeRequest request, bool isAsked)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (request.Caches?.From(target.Name) is { Count: > 0 } from)
            lists["cache-from"] = from;
        if (isAsked && request.Caches?.To(target.Name) is { Count: > 0 } to)
            lists["cache-to"] = to;
        if (!isAsked)
            lists["output"] = NoOutput;
        return lists;
    }

    private static void Copy(
        Utf8JsonWriter json, JsonElement planned, Dictionary<string, string> links, IReadOnlyList<string> without)
    {
        foreach (var property in planned.EnumerateObject())
        {
            if (property.NameEquals("context"))
                json.WriteString("context", links.GetValueOrDefault("", property.Value.GetString()!));
            else if (property.NameEquals("contexts"))
                CopyContexts(json, property.Value, links);
            else if (!without.Contains(property.Name, StringComparer.Ordinal))
                property.WriteTo(json);
        }
    }

    private static void CopyContexts(Utf8JsonWriter json, JsonElement contexts, Dictionary<string, string> links)
    {
        json.WriteStartObject("contexts");
        foreach (var context in contexts.EnumerateObject())
            json.WriteString(context.Name, links.GetValueOrDefault(context.Name, context.Value.GetString()!));
        json.WriteEndObject();
    }

    // By name as the bake file writes it; the main context has none.
    private static Dictionary<string, string> Links(BakeTarget target, BakeCall call)
    {
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        if (call.Request.Epoch.Length == 0)
            return links;

        var dockerfile = Path.GetDirectoryName(target.Dockerfile) ?? "";
        var name = ContextLinks.NameOf(
            call.Request.Epoch, [new("", target.Context), new("Dockerfile", dockerfile), .. target.Contexts]);
        if (target.Context.Length > 0)
            links[""] = Link(Path.Join(call.Links, name), target.Context);
        foreach (var (i, (context, folder)) in target.Contexts.Index())
            links[BakeEscape.Literal(context)] = Link(Path.Join(call.Links, $"{name}.{i}"), folder);
        return links;
    }

    private static string Link(string link, string folder)
    {
        ContextLinks.Write(link, folder);
        return BakeEscape.Literal(link);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(BakeEscape.Literal(value));
        json.WriteEndArray();
    }
}
