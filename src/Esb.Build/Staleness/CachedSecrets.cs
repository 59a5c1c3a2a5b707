using System.Text;
using Esb.Build.Files;

namespace Esb.Build.Staleness;

/// <summary>
/// Which secrets the builder's cache was filled with, by target: BuildKit takes a step that read another secret for the
/// same. Only for secrets that no build argument follows.
/// </summary>
/// <param name="path">Absolute path of the file: one line a target, its name and a salted digest.</param>
/// <param name="builder">Which engine and builder the cache is of.</param>
public sealed class CachedSecrets(string path, string builder)
{
    private readonly Dictionary<string, string> _digests = Read(path);

    /// <summary>Whether the cache may be used for a target.</summary>
    /// <param name="digest">Of the secrets that it has now; empty where it has none.</param>
    public bool Fit(string target, string digest) =>
        digest.Length == 0
        || _digests.GetValueOrDefault(target, "").Equals(Value(digest), StringComparison.Ordinal);

    /// <summary>
    /// To be recorded before targets are built: a build that fails may have left anything in the cache.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Forget(IEnumerable<string> targets)
    {
        var before = _digests.Count;
        foreach (var target in targets)
            _digests.Remove(target);
        if (_digests.Count != before)
            Write();
    }

    /// <summary>To be recorded after a target was built.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Remember(string target, string digest)
    {
        if (digest.Length == 0)
            return;

        _digests[target] = Value(digest);
        Write();
    }

    private string Value(string digest) => $"{digest} {builder}";

    private void Write()
    {
        var text = new StringBuilder();
        foreach (var (target, digest) in _digests.OrderBy(static d => d.Key, StringComparer.Ordinal))
            text.Append(target).Append(' ').Append(digest).Append('\n');
        GeneratedFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static Dictionary<string, string> Read(string path)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path, Encoding.UTF8) : [])
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0)
                digests[line[..space]] = line[(space + 1)..];
        }

        return digests;
    }
}
