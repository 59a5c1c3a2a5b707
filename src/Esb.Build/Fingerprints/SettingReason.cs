namespace Esb.Build.Fingerprints;

/// <summary>The words for a changed setting.</summary>
internal static class SettingReason
{
    /// <returns>Empty when another change tells it already.</returns>
    public static string Of(InputSetting? old, InputSetting? now, IReadOnlyDictionary<string, string> causes)
    {
        var (kind, name, _) = old ?? now!;
        var what = old is null ? "added" : now is null ? "removed" : "changed";
        return kind switch
        {
            InputKind.Format => "this version of Esb.Sdk looks at images in another way",
            InputKind.Dockerfile => Dockerfile(name, old, now),
            InputKind.IgnoreFile or InputKind.Policy => $"{name} {(now is null ? "deleted" : what)}",
            InputKind.Context => name.Length == 0 ? "context changed" : $"named context {name} {what}",
            InputKind.Base => Base(name, old is null || now is null ? what : "", causes),
            // Made of the secrets, which are named too.
            InputKind.Argument when name is "BUILDKIT_SANDBOX_HOSTNAME" && IsOfSecrets(old ?? now!) => "",
            InputKind.Argument => $"build argument {name} {what}",
            InputKind.Secret => $"secret {name} {what}",
            InputKind.Label => $"label {name} {what}",
            InputKind.Tag => $"tag {name} {what}",
            InputKind.Stage => "target stage changed",
            InputKind.Ssh => "SSH agents changed",
            InputKind.Other or InputKind.Environment => $"{name} {what}",
            _ => kind.ToString().ToLowerInvariant() + " changed",
        };
    }

    private static bool IsOfSecrets(InputSetting argument) =>
        argument.Value.StartsWith("secrets-", StringComparison.Ordinal);

    private static string Dockerfile(string name, InputSetting? old, InputSetting? now) =>
        now is null ? "" // there is another one instead
        : old is null ? $"Dockerfile is now {name}"
        : $"{name} changed";

    private static string Base(string name, string what, IReadOnlyDictionary<string, string> causes) =>
        what.Length > 0 ? $"base image {name} {what}"
        : causes.TryGetValue(name, out var cause) ? $"base image {name} is rebuilt ({cause})"
        : $"base image {name} changed";
}
