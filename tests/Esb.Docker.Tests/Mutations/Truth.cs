using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esb.Testing;

namespace Esb.Docker.Tests.Mutations;

/// <summary>
/// What an image has to be: built without any cache by <c>docker buildx build</c>, of copies of its contexts in folders
/// that BuildKit has never seen, because it takes a file of known size and time for the one that it knows.
/// </summary>
internal sealed class Truth(MutatedRepository repository, ImageFiles images) : IDisposable
{
    private readonly TemporaryFolder _copies = new();
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tags = new(StringComparer.Ordinal);
    private int _builds;

    /// <summary>How many images were built for it.</summary>
    public int Builds => _builds;

    /// <returns>By target: the files that it has to have.</returns>
    public IReadOnlyDictionary<string, string> Read()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var built = _builds;
        foreach (var name in MutatedRepository.Names)
        {
            var key = Key(name, tags);
            // The tag is of the content, so that what is built from it is too.
            tags[name] = $"{repository.Folder.Brand}-truth:{name}-{key[..16]}";
            if (!_known.TryGetValue(key, out var files))
                _known[key] = files = Build(name, tags);
            all[name] = files;
        }

        if (_builds > built)
            RemoveAllBut(tags.Values);
        return all;
    }

    public void Dispose() => _copies.Dispose();

    // An engine gets slow with a thousand images.
    private void RemoveAllBut(IEnumerable<string> tags)
    {
        string[] old = [.. _tags.Except(tags, StringComparer.Ordinal)];
        DockerEngine.Remove(old);
        _tags.ExceptWith(old);
    }

    // Everything that could be in the image, whether or not it is ignored: this must not know what Esb.Sdk knows.
    private string Key(string name, Dictionary<string, string> tags)
    {
        var target = repository.Targets[name];
        var text = new StringBuilder(target.GetRawText());
        text.Append(File.ReadAllText(target.GetProperty("dockerfile").GetString()!));
        text.Append(images.Id(repository.External)).AppendJoin('\n', tags.Values);
        foreach (var path in Sources(target))
            text.Append('\n').Append(TreeText.Of(path));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static IEnumerable<string> Sources(JsonElement target) =>
    [
        target.GetProperty("context").GetString()!,
        .. Folders(target).Select(static c => c.Path),
        .. Secrets(target).Select(static s => s[(s.IndexOf("src=", StringComparison.Ordinal) + 4)..]),
        .. new[] { target.GetProperty("dockerfile").GetString()! + ".dockerignore" }.Where(File.Exists),
    ];

    private static IEnumerable<(string Name, string Path)> Folders(JsonElement target) =>
        target.GetProperty("contexts").EnumerateObject()
            .Where(static c => c.Value.GetString()!.StartsWith('/'))
            .Select(static c => (c.Name, c.Value.GetString()!));

    private static IEnumerable<string> Secrets(JsonElement target) =>
        target.TryGetProperty("secret", out var list) ? list.EnumerateArray().Select(static s => s.GetString()!) : [];

    private string Build(string name, Dictionary<string, string> tags)
    {
        var target = repository.Targets[name];
        var dockerfile = target.GetProperty("dockerfile").GetString()!;
        var context = target.GetProperty("context").GetString()!;
        _builds++;
        // Where the Dockerfile is in the context, so it is in the copy.
        var copy = Copy(context);
        var file = dockerfile.StartsWith(context + "/", StringComparison.Ordinal)
            ? Path.Combine(copy, Path.GetRelativePath(context, dockerfile))
            : CopyDockerfile(dockerfile);
        List<string> arguments =
            ["buildx", "build", "-q", "--no-cache", "--provenance=false", "--load", "-t", tags[name], "-f", file];
        // Steps of its own for each build: what was built without the cache goes into it all the same, and would be
        // found there by the next build of an equal step with another secret.
        arguments.AddRange(["--build-arg", $"BUILDKIT_SANDBOX_HOSTNAME=truth-{_builds}-{repository.Folder.Brand}"]);
        AddOptions(arguments, target, tags);
        DockerEngine.Must([.. arguments, copy]);
        _tags.Add(tags[name]);
        return images.List(tags[name]);
    }

    private void AddOptions(List<string> arguments, JsonElement target, Dictionary<string, string> tags)
    {
        foreach (var context in target.GetProperty("contexts").EnumerateObject())
        {
            var value = context.Value.GetString()!;
            var source = value.StartsWith("target:", StringComparison.Ordinal)
                ? "docker-image://" + Present(value["target:".Length..], tags)
                : Copy(value);
            arguments.AddRange(["--build-context", $"{context.Name}={source}"]);
        }

        foreach (var secret in Secrets(target))
            arguments.AddRange(["--secret", secret]);
        foreach (var (option, property) in new[] { ("--build-arg", "args"), ("--label", "labels") })
        {
            if (!target.TryGetProperty(property, out var values))
                continue;

            foreach (var value in values.EnumerateObject())
                arguments.AddRange([option, $"{value.Name}={value.Value.GetString()}"]);
        }
    }

    // What it was is known; the image itself may have been taken away.
    private string Present(string name, Dictionary<string, string> tags)
    {
        if (!DockerEngine.HasImage(tags[name]))
            Build(name, tags);
        return tags[name];
    }

    private string Copy(string folder)
    {
        var copy = _copies[$"{repository.Folder.Brand}-{Path.GetRandomFileName()}"];
        ProgramRun.Must(_copies.Root, "cp", "-a", folder, copy);
        return copy;
    }

    private string CopyDockerfile(string path)
    {
        var folder = Directory.CreateDirectory(
            _copies[$"{repository.Folder.Brand}-{Path.GetRandomFileName()}"]).FullName;
        foreach (var file in (string[])[path, path + ".dockerignore"])
        {
            if (File.Exists(file))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return Path.Combine(folder, Path.GetFileName(path));
    }
}
