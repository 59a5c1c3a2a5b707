using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Esb.Build.Definitions;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Images;

namespace Esb.Build.Staleness;

/// <summary>
/// A plan as JSON, both ways. What bake is told of an image is the object <c>definition</c>; the rest is what the build
/// itself needs.
/// </summary>
internal static class BuildPlanJson
{
    // By hand, because every build writes it: a serializer's start-up costs more than all the rest.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ReadOnlyMemory<byte> Write(BuildPlan plan)
    {
        var bytes = new ArrayBufferWriter<byte>(2048 * (plan.Images.Count + 1));
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("project", plan.Paths.ProjectFile);
            json.WriteString("repository", plan.Paths.RepositoryRoot);
            json.WriteString("state_folder", plan.Paths.StateDirectory);
            json.WriteString("output_folder", plan.Paths.OutputDirectory);
            json.WriteString("bake_file", plan.Paths.BakeFile);
            json.WriteString("images_file", plan.Paths.ImagesFile);
            json.WriteString("plan_file", plan.Paths.PlanFile);
            Write(json, "own_folders", plan.OwnFolders);
            json.WriteString("sdk", plan.SdkVersion);
            json.WriteString("git_sha", plan.Sha);
            json.WriteString("engine", plan.Engine);
            json.WriteString("builder", plan.Builder);
            json.WriteString("records", plan.RecordsDigest);
            json.WriteStartArray("images");
            foreach (var image in plan.Images)
                Write(json, image);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenMemory;
    }

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="KeyNotFoundException">Something is missing.</exception>
    public static BuildPlan Read(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        var plan = document.RootElement;
        var paths = new ProjectPaths(
            Text(plan, "project"), Text(plan, "repository"), Text(plan, "state_folder"), Text(plan, "output_folder"))
        {
            BakeFile = Text(plan, "bake_file"),
            ImagesFile = Text(plan, "images_file"),
            PlanFile = Text(plan, "plan_file"),
        };
        var images = new List<PlannedImage>();
        foreach (var image in plan.GetProperty("images").EnumerateArray())
            images.Add(ReadImage(image, paths.ProjectFile));
        return new(paths, Text(plan, "git_sha"), images)
        {
            SdkVersion = Text(plan, "sdk"),
            OwnFolders = Texts(plan, "own_folders"),
            Engine = Text(plan, "engine"),
            Builder = Text(plan, "builder"),
            RecordsDigest = Text(plan, "records"),
        };
    }

    private static void Write(Utf8JsonWriter json, PlannedImage image)
    {
        var (definition, keys) = (image.Definition, image.Keys);
        json.WriteStartObject();
        json.WriteString("target", definition.Target);
        json.WriteString("name", definition.Name.Value);
        json.WriteString("kind", definition.Kind.Text());
        json.WriteString("mode", definition.Mode);
        json.WriteString("fingerprint", keys.Fingerprint);
        json.WriteString("content", keys.Content);
        json.WriteNumber("input_count", keys.InputCount);
        json.WriteBoolean("asked", image.IsAsked);
        json.WriteBoolean("stale", image.IsStale);
        Write(json, "reasons", image.Reasons);
        json.WriteString("always_build", keys.AlwaysBuild);
        json.WriteString("unseen_secrets", keys.UnseenSecrets);
        json.WriteNumber("changed", keys.Changed);
        Write(json, "built_from", definition.BuiltFrom);
        json.WriteStartObject("external_images");
        foreach (var reference in definition.ExternalImages)
            json.WriteString(reference, image.ExternalIdentities.GetValueOrDefault(reference, ""));
        json.WriteEndObject();
        Write(json, "groups", definition.Groups);
        Write(json, "commit_labels", definition.CommitLabels);
        Write(json, "secrets_without_argument", definition.UnseenSecrets);
        json.WriteString("unpinned", definition.Unpinned);
        WriteSteps(json, definition);
        json.WriteString("cache_folder", definition.Caches.Folder);
        json.WriteString("cache_reference", definition.Caches.Reference);
        json.WriteStartObject("definition");
        BakeTarget.Write(json, definition);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static PlannedImage ReadImage(JsonElement json, string projectFile)
    {
        var external = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in json.GetProperty("external_images").EnumerateObject())
            external.Add(property.Name, property.Value.GetString()!);
        var target = Text(json, "target");
        var keys = new ImageKeys(target, Text(json, "fingerprint"))
        {
            Content = Text(json, "content"),
            AlwaysBuild = Text(json, "always_build"),
            UnseenSecrets = Text(json, "unseen_secrets"),
            Changed = json.GetProperty("changed").GetInt64(),
            InputCount = json.GetProperty("input_count").GetInt32(),
        };
        return new(Definition(json, target, projectFile) with { ExternalImages = [.. external.Keys] }, keys)
        {
            IsAsked = json.GetProperty("asked").GetBoolean(),
            Reasons = Texts(json, "reasons"),
            ExternalIdentities = external,
        };
    }

    private static ImageDefinition Definition(JsonElement json, string target, string projectFile)
    {
        var name = ImageName.TryParse(Text(json, "name"))!;
        var kind = ImageKinds.TryParse(Text(json, "kind"))!.Value;
        var image = new ImageDefinition(target, name, kind, new(projectFile))
        {
            Mode = Text(json, "mode"),
            Context = "",
            Dockerfile = "",
            BuiltFrom = Texts(json, "built_from"),
            Groups = Texts(json, "groups"),
            CommitLabels = Texts(json, "commit_labels"),
            UnseenSecrets = Texts(json, "secrets_without_argument"),
            Unpinned = Text(json, "unpinned"),
            EntitlementLines = Lines(json),
            ContextReads = Reads(json),
            Caches = new(Text(json, "cache_folder"), Text(json, "cache_reference")),
        };
        return BakeTarget.Read(json.GetProperty("definition"), image);
    }

    private static void WriteSteps(Utf8JsonWriter json, ImageDefinition definition)
    {
        json.WriteStartArray("entitlement_lines");
        foreach (var (entitlement, position) in definition.EntitlementLines)
        {
            json.WriteStartObject();
            json.WriteString("entitlement", entitlement);
            json.WriteString("file", position.File);
            json.WriteNumber("line", position.Line);
            json.WriteNumber("column", position.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("context_reads");
        foreach (var (context, paths) in definition.ContextReads)
            Write(json, context, paths);
        json.WriteEndObject();
    }

    private static List<EntitlementLine> Lines(JsonElement json)
    {
        var lines = new List<EntitlementLine>();
        foreach (var line in json.GetProperty("entitlement_lines").EnumerateArray())
        {
            var (row, column) = (line.GetProperty("line").GetInt32(), line.GetProperty("column").GetInt32());
            lines.Add(new(Text(line, "entitlement"), new(Text(line, "file"), row, column)));
        }

        return lines;
    }

    private static Dictionary<string, IReadOnlyList<string>> Reads(JsonElement json)
    {
        var reads = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var all = json.GetProperty("context_reads");
        foreach (var context in all.EnumerateObject())
            reads.Add(context.Name, Texts(all, context.Name));
        return reads;
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    // A loop: queries over JsonElement, a struct, would be compiled at start-up.
    private static List<string> Texts(JsonElement json, string name)
    {
        var array = json.GetProperty(name);
        var texts = new List<string>(array.GetArrayLength());
        foreach (var element in array.EnumerateArray())
            texts.Add(element.GetString()!);
        return texts;
    }
}
