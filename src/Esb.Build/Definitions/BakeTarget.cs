using System.Collections.Immutable;
using System.Text.Json;
using Esb.Build.Images;

namespace Esb.Build.Definitions;

/// <summary>
/// A definition as bake reads it, one target of a bake file, both ways. It is what is built, what is hashed and what
/// the tasks hand on, so nothing of a definition that bake is told can be forgotten in one of them.
/// </summary>
public static class BakeTarget
{
    private const string Id = "id=";
    private const string File = "src=";
    private const string Variable = "env=";

    /// <summary>Writes all properties of the target into an object that is already begun.</summary>
    public static void Write(Utf8JsonWriter json, ImageDefinition image)
    {
        Write(json, "context", image.Context);
        Write(json, "dockerfile", image.Dockerfile);
        if (image.Stage.Length > 0)
            Write(json, "target", image.Stage);
        Write(json, "contexts", image.Contexts);
        Write(json, "args", image.Arguments);
        Write(json, "labels", image.Labels);
        Write(json, "tags", [.. image.References.Select(static r => r.ToString())]);
        Write(json, "platforms", [.. image.Platforms.Select(static p => p.Value)]);
        Write(json, "secret", [.. image.Secrets.Select(Text)]);
        Write(json, "ssh", image.Ssh);
        Write(json, "entitlements", image.Entitlements);
        if (image.Network.Length > 0)
            Write(json, "network", image.Network);
        if (image.NoCache)
            json.WriteBoolean("no-cache", value: true);
        if (image.Pull)
            json.WriteBoolean("pull", value: true);
        Write(json, "attest", image.Attestations);
        Write(json, "output", image.Outputs);
    }

    /// <summary>A list of a target that no definition has, such as its caches; nothing where it is empty.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;

        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(BakeEscape.Literal(value));
        json.WriteEndArray();
    }

    /// <param name="json">What <see cref="Write(Utf8JsonWriter, ImageDefinition)"/> wrote.</param>
    /// <param name="image">What bake is not told, such as the kind.</param>
    public static ImageDefinition Read(JsonElement json, ImageDefinition image) => image with
    {
        Context = One(json, "context"),
        Dockerfile = One(json, "dockerfile"),
        Stage = One(json, "target"),
        Contexts = Map(json, "contexts"),
        Arguments = Map(json, "args"),
        Labels = Map(json, "labels"),
        References = [.. List(json, "tags").Select(static t => ImageReference.TryParse(t)!)],
        Platforms = [.. List(json, "platforms").Select(static p => Platform.TryParse(p)!)],
        Secrets = [.. List(json, "secret").Select(Secret)],
        Ssh = List(json, "ssh"),
        Entitlements = List(json, "entitlements"),
        Network = One(json, "network"),
        NoCache = json.TryGetProperty("no-cache", out _),
        Pull = json.TryGetProperty("pull", out _),
        Attestations = List(json, "attest"),
        Outputs = List(json, "output"),
    };

    // In the comma-separated form: buildx 0.13 knows no objects here.
    private static string Text(SecretSource secret) =>
        secret.File.Length > 0
            ? CsvFields.Join(Id + secret.Id, File + secret.File)
            : CsvFields.Join(Id + secret.Id, Variable + secret.Variable);

    private static SecretSource Secret(string text)
    {
        var fields = CsvFields.TryParse(text)!;
        string Of(string key) =>
            fields.FirstOrDefault(f => f.StartsWith(key, StringComparison.Ordinal))?[key.Length..] ?? "";
        return new(Of(Id), Of(File), Of(Variable));
    }

    private static void Write(Utf8JsonWriter json, string name, string value) =>
        json.WriteString(name, BakeEscape.Literal(value));

    private static void Write(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> values)
    {
        if (values.IsEmpty)
            return;

        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteString(BakeEscape.Literal(key), BakeEscape.Literal(value));
        json.WriteEndObject();
    }

    private static string One(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? BakeEscape.Plain(value.GetString()!) : "";

    // Here and below loops: queries over JsonElement, a struct, would be compiled at start-up.
    private static List<string> List(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var array))
            return [];

        var values = new List<string>(array.GetArrayLength());
        foreach (var value in array.EnumerateArray())
            values.Add(BakeEscape.Plain(value.GetString()!));
        return values;
    }

    private static ImmutableSortedDictionary<string, string> Map(JsonElement json, string name)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (json.TryGetProperty(name, out var map))
        {
            foreach (var property in map.EnumerateObject())
                values.Add(BakeEscape.Plain(property.Name), BakeEscape.Plain(property.Value.GetString()!));
        }

        return values.ToImmutable();
    }
}
