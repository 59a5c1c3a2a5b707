using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>Where an image is put, and the attestations that go with it, in BuildKit's own words.</summary>
internal static class Outputs
{
    // Without store=false both exporters write the image into the engine at once, and every second push of a new tag
    // ends in
    // 'image "…": already exists' (measured with 26.1.5 and its containerd store).
    private const string RegistryToo = "type=registry,store=false";

    /// <summary>
    /// What the item says; else into the engine, and with <c>EsbPush</c> to the registry too. An image of several
    /// platforms goes to the registry alone, because only some engines can hold it.
    /// </summary>
    public static IReadOnlyList<string> Parse(ItemCheck check, int platforms)
    {
        if (check.Item.Outputs.Count == 0)
        {
            return !check.Scope.Settings.Push ? ["type=docker"]
                : platforms > 1 ? ["type=registry"]
                : ["type=docker", RegistryToo];
        }

        var outputs = new List<string>();
        foreach (var entry in check.Item.Outputs)
        {
            if (ParseOne(check, entry.Trim()) is { } output)
                outputs.Add(output);
            else
                check.Report(Rules.BadOutput, entry);
        }

        return outputs;
    }

    /// <summary>
    /// Off unless asked for: an attestation holds times, so it would give every unchanged build a new identity.
    /// </summary>
    public static IReadOnlyList<string> Attestations(PlanSettings settings)
    {
        var provenance = settings.Provenance switch
        {
            "" or "false" => "type=provenance,disabled=true",
            "true" => "type=provenance,mode=min",
            var mode => "type=provenance,mode=" + mode,
        };
        return settings.Sbom ? [provenance, "type=sbom"] : [provenance];
    }

    private static string? ParseOne(ItemCheck check, string entry)
    {
        if (CsvFields.TryParse(entry) is not { } fields)
            return null;

        var hasType = false;
        var result = new string[fields.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (!NameValues.TrySplit(fields[i], out var name, out var value) || value.Length == 0)
                return null;

            // As BuildKit reads names: in any case.
            name = name.ToLowerInvariant();
            hasType |= name is "type";
            // Relative to the folder that bake runs in, so it must be absolute; "-" (standard output) is nobody's here.
            result[i] = name is "dest" ? "dest=" + check.Absolute(value) : $"{name}={value}";
        }

        return hasType ? CsvFields.Join(result) : null;
    }
}
