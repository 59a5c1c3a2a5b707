using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Fingerprints;

/// <summary>
/// An image's bake target as it is written, as settings. All that bake reads of it counts, also a property that was
/// invented yesterday: what is left out is left out here, by name and with its reason.
/// </summary>
internal static class TargetSettings
{
    private const string OtherFolder = "a folder outside of the repository";
    private const string Dest = "dest=";

    /// <summary>Name of the setting that says how images are written; the other outputs have none.</summary>
    public const string ExporterOptionsName = "options";

    /// <param name="root">Absolute path of the repository.</param>
    public static List<InputSetting> Of(ImageDefinition image, ImageScan scan, string root)
    {
        var settings = new List<InputSetting>();
        Flatten(Portable(image, scan, root), settings);
        var dockerfile = settings.FindIndex(static s => s.Kind == InputKind.Dockerfile);
        settings[dockerfile] = new(
            InputKind.Dockerfile, settings[dockerfile].Value, scan.Dockerfile?.Digest.ToString() ?? "");
        if (scan.Policy is { } policy)
            settings.Add(new(InputKind.Policy, policy.Name, policy.Digest.ToString()));
        if (ExporterOptions(image) is { Length: > 0 } options)
            settings.Add(new(InputKind.Outputs, ExporterOptionsName, options));
        foreach (var context in scan.Contexts)
        {
            if (context.Ignore is { } ignore)
                settings.Add(new(InputKind.IgnoreFile, ignore.Name, ignore.Digest.ToString()));
        }

        return settings;
    }

    /// <summary>The definition as every clone has it, without what changes no image.</summary>
    private static ImageDefinition Portable(ImageDefinition image, ImageScan scan, string root) => image with
    {
        // Folders count by what is in them, and by their place where every clone has it.
        Context = Place(root, image.Context),
        Contexts = Places(root, image.Contexts),
        Dockerfile = scan.Dockerfile?.Name ?? image.Dockerfile,
        // The content of a secret counts, wherever it comes from; it is added as a salted digest.
        Secrets = [],
        // Which key opens a door is in no image.
        Ssh = [.. image.Ssh.Select(static s => s.Split('=')[0])],
        // Whether an image is in an engine or a registry is asked there, and not remembered.
        Outputs = [.. image.Outputs.Where(static o => Destinations.Of(o) == Destination.Elsewhere)
            .Select(o => Output(o, root))],
        // These two ask for a build whatever changed.
        NoCache = false,
        Pull = false,
    };

    // A loop: a query over pairs, which are structs, would be compiled at start-up.
    private static ImmutableSortedDictionary<string, string> Places(
        string root, ImmutableSortedDictionary<string, string> contexts)
    {
        var places = contexts.ToBuilder();
        foreach (var (name, source) in contexts)
            places[name] = Place(root, source);
        return places.ToImmutable();
    }

    private static string Place(string root, string context)
    {
        if (!Path.IsPathFullyQualified(context))
            return context;

        var place = RepositoryPath.Of(root, context);
        return Path.IsPathFullyQualified(place) ? OtherFolder : "./" + place;
    }

    private static string Output(string text, string root)
    {
        if (CsvFields.TryParse(text) is not { } fields)
            return text;

        return CsvFields.Join([.. fields.Select(field => field.StartsWith(Dest, StringComparison.Ordinal)
            ? Dest + RepositoryPath.Of(root, field[Dest.Length..])
            : field)]);
    }

    // Compression and the like: of outputs into engines and registries all but where they go.
    private static string ExporterOptions(ImageDefinition image)
    {
        var options = image.Outputs.Where(static o => Destinations.Of(o) != Destination.Elsewhere)
            .SelectMany(static o => CsvFields.TryParse(o) ?? [])
            .Where(static f => f.Split('=')[0] is not ("type" or "push" or "store" or "name"))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return CsvFields.Join([.. options]);
    }

    private static void Flatten(ImageDefinition image, List<InputSetting> settings)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            BakeTarget.Write(writer, image);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(text.WrittenMemory);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var kind = KindOf(property.Name);
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var entry in property.Value.EnumerateObject())
                    settings.Add(new(kind, BakeEscape.Plain(entry.Name), BakeEscape.Plain(entry.Value.GetString()!)));
            }
            else if (kind == InputKind.Tag)
            {
                foreach (var tag in property.Value.EnumerateArray())
                    settings.Add(new(kind, tag.GetString()!, ""));
            }
            else
            {
                settings.Add(new(kind, kind == InputKind.Other ? property.Name : "", Value(property.Value)));
            }
        }
    }

    private static InputKind KindOf(string property) => property switch
    {
        "context" or "contexts" => InputKind.Context,
        "dockerfile" => InputKind.Dockerfile,
        "target" => InputKind.Stage,
        "args" => InputKind.Argument,
        "labels" => InputKind.Label,
        "tags" => InputKind.Tag,
        "platforms" => InputKind.Platforms,
        "ssh" => InputKind.Ssh,
        "network" => InputKind.Network,
        "attest" => InputKind.Attestations,
        "output" => InputKind.Outputs,
        _ => InputKind.Other,
    };

    // A list as CSV, in which no two lists are the same text.
    private static string Value(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return BakeEscape.Plain(value.ToString());

        var text = new StringBuilder();
        foreach (var item in value.EnumerateArray())
            text.Append(text.Length == 0 ? "" : ",").Append(CsvFields.Join(BakeEscape.Plain(item.GetString()!)));
        return text.ToString();
    }
}
