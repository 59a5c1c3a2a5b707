using System.Net.Http.Headers;
using System.Text;

namespace Esb.Build.Engines;

/// <summary>Who asks a registry. Its text never shows the secret.</summary>
/// <param name="User">Empty where the secret says it all.</param>
/// <param name="Secret">A password, or a token that is good for more tokens.</param>
internal sealed record RegistryLogin(string User, string Secret, bool IsToken)
{
    private const string UserOfToken = "<token>";

    /// <returns><see langword="null"/> where there is nothing to log in with.</returns>
    public static RegistryLogin? Of(string user, string secret)
    {
        if (secret.Length == 0)
            return null;

        return user is UserOfToken ? new("", secret, IsToken: true) : new(user, secret, IsToken: false);
    }

    public AuthenticationHeaderValue Basic() =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret}")));

    public override string ToString() => User;
}
