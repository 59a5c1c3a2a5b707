using Esb.Build.Diagnostics;

namespace Esb.Build.Dockerfiles;

public enum StepNeedKind
{
    /// <summary><c>RUN --mount=type=secret,required=true</c></summary>
    Secret,

    /// <summary><c>RUN --mount=type=ssh,required=true</c></summary>
    Ssh,

    /// <summary><c>RUN --network=host</c> and <c>RUN --security=insecure</c></summary>
    Entitlement,
}

/// <summary>What a step cannot be run without, and only the caller of the build can give.</summary>
/// <param name="Name">The id of a secret or agent; an entitlement as <c>--allow</c> names it.</param>
public sealed record StepNeed(StepNeedKind Kind, string Name, SourcePosition Position)
{
    /// <summary>
    /// All that a step needs. A mount whose fields are not known before the build is left to BuildKit.
    /// </summary>
    internal static IEnumerable<StepNeed> Of(Step step)
    {
        foreach (var mount in step.Mounts)
        {
            if (OfMount(step, mount) is { } need)
                yield return need;
        }

        // BuildKit replaces no variables in these two.
        foreach (var flag in step.Instruction.Keyword is "RUN" ? step.Instruction.Flags : [])
        {
            if (flag is { Name: "network", Value: "host" })
                yield return new(StepNeedKind.Entitlement, "network.host", step.At(flag.Line, flag.Column));
            if (flag is { Name: "security", Value: "insecure" })
                yield return new(StepNeedKind.Entitlement, "security.insecure", step.At(flag.Line, flag.Column));
        }
    }

    private static StepNeed? OfMount(Step step, Flag mount)
    {
        if (!IsRequired(step, mount.Value))
            return null;

        var kind = Known(step, MountFields.Find(mount.Value, "type"))?.ToLowerInvariant();
        var id = kind switch
        {
            "secret" => Known(step, MountFields.SecretId(mount.Value)),
            "ssh" => Known(step, MountFields.Find(mount.Value, "id") ?? "default"),
            _ => null,
        };
        return string.IsNullOrEmpty(id)
            ? null
            : new(kind is "ssh" ? StepNeedKind.Ssh : StepNeedKind.Secret, id, step.At(mount.Line, mount.Column));
    }

    // What Go takes for true.
    private static bool IsRequired(Step step, string? mount) =>
        MountFields.Has(mount, "required")
        || Known(step, MountFields.Find(mount, "required")) is "1" or "t" or "T" or "true" or "TRUE" or "True";

    private static string? Known(Step step, string? text) =>
        text is not null && step.Expand(text) is { IsKnown: true } known ? known.Text : null;
}
