using System.Collections.Immutable;
using System.Text.Json;
using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Bake;

/// <summary>One target of the bake file.</summary>
internal static class BakeFileTarget
{
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
        Write(json, "secret", [.. image.Secrets.Select(Secret)]);
        Write(json, "ssh", image.Ssh);
        if (image.Network.Length > 0)
            Write(json, "network", image.Network);
        if (image.NoCache)
            json.WriteBoolean("no-cache", value: true);
        if (image.Pull)
            json.WriteBoolean("pull", value: true);
        Write(json, "attest", image.Attestations);
        Write(json, "output", image.Outputs);
    }

    // In the comma-separated form: buildx 0.13 knows no objects here.
    private static string Secret(SecretSource secret) =>
        secret.File.Length > 0
            ? CsvFields.Join("id=" + secret.Id, "src=" + secret.File)
            : CsvFields.Join("id=" + secret.Id, "env=" + secret.Variable);

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
