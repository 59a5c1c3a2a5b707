using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Files;

namespace Esb.Build.Fingerprints;

/// <summary>
/// What of the environment buildx hands on to all builds, besides what the definition says already: found by reading
/// buildx 0.13 to 0.36. <c>SOURCE_DATE_EPOCH</c> is a build argument of the definition, and <c>BUILDX_GIT_LABELS</c> is
/// kept away from bake.
/// </summary>
internal static class BuildEnvironment
{
    /// <summary>The variable that names a file of rules for the sources of all builds.</summary>
    public const string SourcePolicy = "EXPERIMENTAL_BUILDKIT_SOURCE_POLICY";

    private const string Proxies = "proxies";

    private static readonly string[] Variables =
    [
        "BUILDX_DEFAULT_POLICY", "BUILDX_NO_DEFAULT_OCI_ARTIFACT", "BUILDX_SEND_GIT_QUERY_AS_INPUT",
    ];

    /// <param name="problems">Gets <see cref="Rules.CannotRead"/>, as bake would fail too.</param>
    public static IReadOnlyList<InputSetting> Read(
        FingerprintRequest request, SecretDigests secrets, ProblemList problems)
    {
        var settings = new List<InputSetting>();
        foreach (var name in Variables)
        {
            if (request.Environment.GetValueOrDefault(name, "") is { Length: > 0 } value)
                settings.Add(new(InputKind.Environment, name, value));
        }

        if (request.Environment.GetValueOrDefault(SourcePolicy, "") is { Length: > 0 } path)
            settings.Add(new(InputKind.Environment, SourcePolicy, Policy(request, path, problems)));

        // Each becomes a build argument, and may hold a login.
        var docker = new DockerSettings(
            "", null, request.WorkingDirectory, request.Environment, TimeSpan.Zero, Secrets: []);
        if (DockerConfig.Read(docker)?.Document.TryGetProperty(Proxies, out var proxies) is true)
        {
            var digest = secrets.Of(Encoding.UTF8.GetBytes(proxies.GetRawText()));
            settings.Add(new(InputKind.Environment, "proxies of docker's configuration", digest));
        }

        return settings;
    }

    private static string Policy(FingerprintRequest request, string path, ProblemList problems)
    {
        var file = Path.GetFullPath(path, request.WorkingDirectory);
        try
        {
            if (!SpecialFile.Is(file))
                return FileHasher.Hash(File.ReadAllBytes(file)).ToString();

            problems.Add(Rules.CannotRead, position: null, file, "it is no regular file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Rules.CannotRead, position: null, file, e.Message);
        }

        return "";
    }
}
