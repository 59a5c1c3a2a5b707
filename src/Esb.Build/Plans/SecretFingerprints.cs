using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Esb.Build.Dockerfiles;
using Esb.Build.Files;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// Makes a changed secret rebuild the image. BuildKit leaves secrets out of its cache key, so a Dockerfile that
/// declares <c>ARG ROOT_CA_FINGERPRINT</c> for the secret <c>esb_root_ca</c> (or <c>ARG TOKEN_FINGERPRINT</c> for
/// <c>token</c>) gets a salted digest of the secret as that argument.
/// </summary>
internal static class SecretFingerprints
{
    private const int HexDigits = 32;

    /// <returns>The arguments, with a fingerprint for each secret that the Dockerfile has an argument for and the user
    /// has not set.</returns>
    public static ImmutableSortedDictionary<string, string> Add(
        ItemCheck check,
        Dockerfile file,
        IReadOnlyList<SecretSource> secrets,
        ImmutableSortedDictionary<string, string> arguments)
    {
        foreach (var secret in secrets)
        {
            var name = ArgumentName(secret.Id, check.Scope.Brand);
            if (!arguments.ContainsKey(name) && Declares(file, name) && Content(check, secret) is { } content)
                arguments = arguments.Add(name, Digest(check, content));
        }

        return arguments;
    }

    private static string ArgumentName(string id, Brand brand)
    {
        var prefix = brand.Value + "_";
        var name = id.StartsWith(prefix, StringComparison.Ordinal) ? id[prefix.Length..] : id;
        return Brand.Uppercase(name) + "_FINGERPRINT";
    }

    private static bool Declares(Dockerfile file, string argument)
    {
        foreach (var instruction in file.Instructions)
        {
            if (instruction.Keyword is "ARG"
                && instruction.Assignments.Any(a => a.Name.Equals(argument, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[]? Content(ItemCheck check, SecretSource secret)
    {
        if (secret.File.Length > 0)
            return File.Exists(secret.File) ? File.ReadAllBytes(secret.File) : null;

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
