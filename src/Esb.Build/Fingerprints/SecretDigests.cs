using System.Security.Cryptography;
using System.Text;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Files;

namespace Esb.Build.Fingerprints;

/// <summary>Says whether a secret changed, and nothing else of it.</summary>
internal sealed class SecretDigests(FingerprintRequest request, ProblemList problems)
{
    private byte[]? _salt;

    /// <returns>64 hexadecimal digits; empty for a variable that is not set, and for what cannot be read, which is then
    /// reported.</returns>
    public string Read(SecretSource secret) => Content(secret) is { } content ? Of(content) : "";

    /// <returns>64 hexadecimal digits; empty where there is no salt, which is then reported.</returns>
    public string Of(byte[] content) =>
        Salted() is { } salt ? Convert.ToHexStringLower(HMACSHA256.HashData(salt, content)) : "";

    private byte[]? Content(SecretSource secret)
    {
        if (secret.File.Length == 0)
        {
            return request.Environment.TryGetValue(secret.Variable, out var value)
                ? Encoding.UTF8.GetBytes(value)
                : null;
        }

        var (content, problem) = SecretFile.Read(secret.File);
        if (content is null)
            problems.Add(Rules.CannotRead, new(secret.File), secret.File, $"it {problem}.");
        return content;
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
