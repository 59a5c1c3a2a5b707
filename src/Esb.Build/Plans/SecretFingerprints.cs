using System.Security.Cryptography;
using System.Text;
using Esb.Build.Definitions;
using Esb.Build.Dockerfiles;
using Esb.Build.Files;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// Makes a changed secret rebuild the image. BuildKit leaves secrets out of its cache key, so a Dockerfile that
/// declares <c>ARG ROOT_CA_FINGERPRINT</c> for the secret <c>esb_root_ca</c> (or <c>ARG TOKEN_FINGERPRINT</c> for
/// <c>token</c>) gets a salted digest of the secret as that argument. Where a step that reads the secret does not have
/// the argument, the digest is part of the name of the machine that the steps believe to run on, which is in the cache
/// key of each of them.
/// </summary>
internal static class SecretFingerprints
{
    private const int HexDigits = 32;

    // BuildKit's own argument; without it the name is "buildkitsandbox".
    private const string Hostname = "BUILDKIT_SANDBOX_HOSTNAME";

    /// <returns>
    /// The image with a fingerprint among its arguments for each secret that the Dockerfile has an argument for and the
    /// user has not set.
    /// </returns>
    public static ImageDefinition Add(ItemCheck check, Dockerfile file, ImageDefinition image, BuildScope scope)
    {
        var arguments = image.Arguments;
        var unseen = new List<string>();
        foreach (var secret in image.Secrets)
        {
            var name = ArgumentName(secret.Id, check.Scope.Brand);
            if (!SecretSteps.Notice(file, secret.Id, name) || SecretSteps.Inherit(file, scope, secret.Id))
                unseen.Add(secret.Id);
            if (SecretSteps.Declare(file, name) && !arguments.ContainsKey(name)
                && Content(check, secret) is { } content)
            {
                arguments = arguments.Add(name, Digest(check, content));
            }
        }

        return Rename(check, image with { Arguments = arguments, UnseenSecrets = unseen });
    }

    // To build such a step without the cache is not enough: its result goes into the cache under the old one's key, and
    // what any image copies out of either is then the same for BuildKit.
    private static ImageDefinition Rename(ItemCheck check, ImageDefinition image)
    {
        if (image.UnseenSecrets.Count == 0 || image.Arguments.ContainsKey(Hostname))
            return image;

        var digests = new StringBuilder();
        foreach (var secret in image.Secrets.Where(s => image.UnseenSecrets.Contains(s.Id, StringComparer.Ordinal)))
        {
            if (Content(check, secret) is not { } content)
                return image;

            digests.Append(secret.Id).Append('=').Append(Digest(check, content)).Append(';');
        }

        var name = "secrets-" + Digest(check, Encoding.UTF8.GetBytes(digests.ToString()));
        return image with { Arguments = image.Arguments.Add(Hostname, name), UnseenSecrets = [] };
    }

    private static string ArgumentName(string id, Brand brand)
    {
        var prefix = brand.Value + "_";
        var name = id.StartsWith(prefix, StringComparison.Ordinal) ? id[prefix.Length..] : id;
        return Brand.Uppercase(name) + "_FINGERPRINT";
    }

    private static byte[]? Content(ItemCheck check, SecretSource secret)
    {
        if (secret.File.Length > 0)
            return SecretFile.Read(secret.File).Content;

        return check.Scope.Settings.Environment.TryGetValue(secret.Variable, out var value)
            ? Encoding.UTF8.GetBytes(value)
            : null;
    }

    private static string Digest(ItemCheck check, byte[] content)
    {
        var salt = Salt.Read(Path.Combine(check.Scope.StateDirectory, "salt"));
        return Convert.ToHexStringLower(HMACSHA256.HashData(salt, content))[..HexDigits];
    }
}
