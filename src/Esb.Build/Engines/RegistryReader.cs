using System.Collections.Concurrent;
using Esb.Build.Diagnostics;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>A question to registries about many images at once.</summary>
/// <param name="References">As the user wrote them; one without a tag means <c>latest</c>.</param>
public sealed record RegistryQuestion(DockerSettings Docker, IReadOnlyList<string> References);

/// <summary>Asks registries which images they have now; each registry only as long as it answers.</summary>
public static class RegistryReader
{
    private const int AtOnce = 8;

    /// <summary>Each answer may take as long as <see cref="DockerSettings.Timeout"/>, and is asked for twice.</summary>
    /// <returns> The digest (<c>sha256:…</c>) of the manifest or index under each reference; one that is missing is not
    /// there, or nobody knows, and then <paramref name="problems"/> has one warning a registry, or one error where it
    /// says nothing at all. <see langword="null"/> where the build was cancelled.
    /// </returns>
    public static IReadOnlyDictionary<string, string>? Read(
        RegistryQuestion question, ICommandRunner runner, ProblemList problems, CancellationToken cancellation)
    {
        var logins = new RegistryLogins(question.Docker, runner, cancellation);
        var insecure = new Lazy<InsecureRegistries>(() => InsecureRegistries.Read(question.Docker, cancellation));
        var registries = new SortedDictionary<string, Registry>(StringComparer.Ordinal);
        foreach (var host in ImagesOf(question).Select(static i => i.Image.Host).Distinct(StringComparer.Ordinal))
        {
            var line = new RegistryLine(host, question.Docker, insecure);
            registries.Add(host, new(host, line, logins, question.Docker.Timeout));
        }

        try
        {
            var digests = Ask(question, registries, cancellation).GetAwaiter().GetResult();
            foreach (var problem in registries.Values.SelectMany(static r => r.Problems))
                problems.Add(problem);
            return digests;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            foreach (var registry in registries.Values)
                registry.Dispose();
        }
    }

    private static async Task<ConcurrentDictionary<string, string>> Ask(
        RegistryQuestion question, SortedDictionary<string, Registry> registries, CancellationToken cancellation)
    {
        var digests = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            ImagesOf(question),
            options,
            async (asked, token) =>
            {
                var digest = await registries[asked.Image.Host].ReadDigest(asked.Image, token).ConfigureAwait(false);
                if (digest is not null)
                    digests[asked.Reference] = digest;
            }).ConfigureAwait(false);
        return digests;
    }

    private static IEnumerable<(string Reference, RegistryAddress Image)> ImagesOf(RegistryQuestion question)
    {
        foreach (var reference in question.References.Distinct(StringComparer.Ordinal))
        {
            if (RegistryAddress.Of(reference) is { } image)
                yield return (reference, image);
        }
    }
}
