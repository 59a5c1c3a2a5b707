using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;

namespace Esb.Build.Plans;

/// <summary>
/// Secrets and SSH agents that steps require, against those that the item gives: BuildKit finds only in the middle of
/// the build that one is missing.
/// </summary>
internal static class RequiredMounts
{
    public static void Check(ItemCheck check, ImageDefinition image, IReadOnlyList<StepNeed> needs)
    {
        // An entry that cannot be read was reported, and it may be just the one.
        var areSecretsRead = image.Secrets.Count == check.Item.Secrets.Count;
        var secrets = image.Secrets.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
        var agents = check.Item.Ssh.Select(static e => e.Split('=')[0].Trim()).ToHashSet(StringComparer.Ordinal);
        foreach (var need in needs)
        {
            if (need.Kind == StepNeedKind.Secret && areSecretsRead && !secrets.Contains(need.Name))
                Report(check, need, "secret", SecretToType(check, need.Name));
            if (need.Kind == StepNeedKind.Ssh && !agents.Contains(need.Name))
                Report(check, need, "SSH agent", SshToType(need.Name));
        }
    }

    private static void Report(ItemCheck check, StepNeed need, string what, string metadata) =>
        check.Problems.Add(Rules.MissingMount, need.Position, check.Item.Name, what, need.Name, metadata);

    private static string SecretToType(ItemCheck check, string id) =>
        id.Equals(Secrets.RootCertificateOf(check), StringComparison.Ordinal)
            ? $"Secrets=\"{id}\""
            : $"Secrets=\"{id}=path/of/{id}\" or Secrets=\"{id}=env:VARIABLE\"";

    private static string SshToType(string id) =>
        id is "default" ? "Ssh=\"default\"" : $"Ssh=\"{id}=path/of/key\"";
}
