using System.Security.Cryptography;
using System.Text;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Files;
using Esb.Build.Images;

namespace Esb.Build.Fingerprints;

/// <summary>Says whether a secret changed, and nothing else of it.</summary>
internal sealed class SecretDigests(FingerprintRequest request, ProblemList problems)
{
    private byte[]? _salt;

    /// <returns>64 hexadecimal digits; empty for a variable that is not set, and for what cannot be read, which is then
    /// reported.</returns>
    public string Read(SecretSource secret)
    {
        if (Content(secret) is not { } content || Salted() is not { } salt)
            return "";

        return Convert.ToHexStringLower(HMACSHA256.HashData(salt, content));
    }

    private byte[]? Content(SecretSource secret)
    {
        if (secret.File.Length == 0)
        {
            return request.Environment.TryGetValue(secret.Variable, out var value)
                ? Encoding.UTF8.GetBytes(value)
                : null;
        }

        try
        {
            return File.ReadAllBytes(secret.File);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Rules.CannotRead, new(secret.File), secret.File, e.Message);
            return null;
        }
    }

    private byte[]? Salted()
    {
        try
        {
            return _salt ??= Salt.Read(request.SaltFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(WriteFailure.Of(e, request.SaltFile));
            return null;
        }
    }
}
