using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Caches;

/// <summary>Who uses caches.</summary>
/// <param name="Note">One line that tells other builds who has them.</param>
/// <param name="Known">Folders of the local caches of all images that the project has.</param>
public sealed record CacheOwner(CacheSettings Settings, string Note, IReadOnlySet<string> Known);

/// <summary>
/// The caches that one build reads and writes. They are no part of the bake file: who builds with that by hand holds no
/// lock on them, and perhaps has an engine that cannot write any. Whatever is wrong with them, the images are built.
/// </summary>
public sealed class BuildCaches : IDisposable
{
    private readonly Dictionary<string, ImageCaches> _images;
    private readonly Dictionary<string, CacheFolder> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _readable = new(StringComparer.Ordinal);
    private readonly CacheOwner _owner;
    private readonly CacheProblems _problems = new();
    private bool _writes;
    private bool _usesLocal = true;
    private bool _readsRegistry = true;
    private (string Reference, string Reason)? _doubt;

    private BuildCaches(CacheOwner owner, Dictionary<string, ImageCaches> images) =>
        (_owner, _images, _writes) = (owner, images, !owner.Settings.ReadOnly);

    /// <summary>Takes what the images have, as far as no other build has it.</summary>
    /// <param name="images">By target; of all that are built or built from.</param>
    /// <param name="onLine">Gets a line where another build has some.</param>
    public static BuildCaches Open(
        CacheOwner owner, IReadOnlyDictionary<string, ImageCaches> images, Action<string> onLine)
    {
        var caches = new BuildCaches(owner, new(images, StringComparer.Ordinal));
        var busy = new List<string>();
        foreach (var (target, image) in images.OrderBy(static i => i.Key, StringComparer.Ordinal))
        {
            if (image.Folder.Length > 0 && !caches.Take(target, image.Folder))
                busy.Add(target);
        }

        if (busy.Count > 0)
        {
            var other = CacheFolder.HolderOf(images[busy[0]].Folder);
            onLine($"built without its local cache, which another build has ({other}): {string.Join(", ", busy)}");
        }

        return caches;
    }

    /// <summary>What an image's caches are read from, as BuildKit writes it.</summary>
    public IReadOnlyList<string> From(string target)
    {
        var from = new List<string>();
        var image = _images.GetValueOrDefault(target, ImageCaches.None);
        // With a digest BuildKit does not read the index, for which it would make a lock in the folder.
        if (_usesLocal && _readable.TryGetValue(target, out var digest))
            from.Add(CsvFields.Join("type=local", "src=" + image.Folder, "digest=" + digest));
        if (_readsRegistry && image.Reference.Length > 0)
            from.Add(CsvFields.Join("type=registry", "ref=" + image.Reference));
        return from;
    }

    /// <summary>What they are written to; only of what is really built.</summary>
    public IReadOnlyList<string> To(string target)
    {
        if (!_writes)
            return [];

        var to = new List<string>();
        var image = _images.GetValueOrDefault(target, ImageCaches.None);
        // ignore-error: a disk that is full or a registry that is gone is not worth an image that was built.
        string[] how = [$"mode={_owner.Settings.Mode}", "image-manifest=true", "ignore-error=true"];
        if (_usesLocal && _held.ContainsKey(target))
            to.Add(CsvFields.Join(["type=local", "dest=" + image.Folder, .. how]));
        if (image.Reference.Length > 0)
            to.Add(CsvFields.Join(["type=registry", "ref=" + image.Reference, .. how]));
        return to;
    }

    /// <summary>Bake has told of a cache that could not be read or written, and built the image all the same.</summary>
    /// <param name="step">BuildKit's name of it, without the target.</param>
    /// <param name="reason">Masked.</param>
    public void Failed(string target, string step, string reason)
    {
        var image = _images.GetValueOrDefault(target, ImageCaches.None);
        var isLocal = step.Contains(" local:", StringComparison.Ordinal)
            || step.EndsWith("client directory", StringComparison.Ordinal);
        var place = isLocal ? image.Folder : image.Reference;
        if (step.StartsWith("exporting", StringComparison.Ordinal))
            _problems.NotWritten(place, reason);
        // In the registry there is none before the first build.
        else if (isLocal || !reason.EndsWith(": not found", StringComparison.Ordinal))
            _problems.NotRead(place, reason);
    }

    /// <summary>Bake has failed, not because of a command in a Dockerfile.</summary>
    /// <param name="reason">Masked.</param>
    /// <returns>Whether caches are to blame and are used no more, so that it is worth another try.</returns>
    public bool GoOnWithout(string reason)
    {
        if (_writes && reason.StartsWith("Cache export is not supported", StringComparison.Ordinal))
        {
            _problems.Add(Rules.CacheNotSupported, Sentence.End(reason));
            _writes = false;
            return true;
        }

        return HasDamaged() || HasBadFolder(reason) || HasBadRegistry(reason);
    }

    /// <summary>Tidies the local caches up and lets them go.</summary>
    /// <param name="onLine">Gets a line where something was taken away.</param>
    public void Close(Action<string> onLine, ProblemList problems)
    {
        if (_writes && _usesLocal && _held.Count > 0)
        {
            if (new CacheTrim(_owner).Run(_held.Values) is { Length: > 0 } line)
                onLine(line);
        }

        Dispose();
        if (_doubt is var (reference, reason))
            _problems.NotRead(reference, reason);
        _problems.AddTo(problems);
    }

    public void Dispose()
    {
        foreach (var folder in _held.Values)
            folder.Dispose();
        _held.Clear();
    }

    private bool Take(string target, string path)
    {
        if (_owner.Settings.ReadOnly)
        {
            Look(target, path);
            return true;
        }

        try
        {
            if (CacheFolder.TryTake(path, _owner.Note) is not { } folder)
                return false;

            _held.Add(target, folder);
            if (!CacheFolder.IsCache(path))
                throw new IOException("It holds other files; name another folder with EsbCacheDirectory.");
            if (!Look(target, path))
                folder.Clear();
            Directory.CreateDirectory(path);
            folder.WriteProject(_owner.Settings.ProjectFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.NotWritten(path, e.Message);
            if (_held.Remove(target, out var folder))
                folder.Dispose();
            _readable.Remove(target);
        }

        return true;
    }

    private bool Look(string target, string path)
    {
        var content = CacheReader.Read(path);
        if (content.IsUsable)
            _readable[target] = content.Digest;
        else if (content.Damage.Length > 0)
            _problems.Add(Rules.CacheDamaged, path, content.Damage);
        return content.Damage.Length == 0;
    }

    private bool HasDamaged()
    {
        var found = false;
        foreach (var target in _usesLocal ? _readable.Keys.ToList() : [])
        {
            var path = _images[target].Folder;
            if (CacheReader.ReadAll(path) is not { Damage: { Length: > 0 } damage })
                continue;

            found = true;
            _readable.Remove(target);
            _problems.Add(Rules.CacheDamaged, path, damage);
            Clear(target);
        }

        return found;
    }

    // What cannot be removed is not written to either.
    private void Clear(string target)
    {
        if (!_held.TryGetValue(target, out var folder))
            return;

        try
        {
            folder.Clear();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _held.Remove(target);
            folder.Dispose();
        }
    }

    private bool HasBadFolder(string reason)
    {
        var folder = _images.Values.Select(static i => Path.GetDirectoryName(i.Folder)).FirstOrDefault(
            f => f is { Length: > 0 } && reason.Contains(f, StringComparison.Ordinal));
        if (!_usesLocal || (folder is null && !reason.Contains("local cache importer", StringComparison.Ordinal)))
            return false;

        _usesLocal = false;
        _problems.NotWritten(folder ?? "", reason);
        return true;
    }

    // What a registry gives is only found to be missing or wrong when a step needs it, and then not every reason says
    // where it is from. It is written all the same, so that it is right again.
    private bool HasBadRegistry(string reason)
    {
        // The other try has failed too.
        _doubt = null;
        var references = _images.Values.Select(static i => i.Reference).Where(static r => r.Length > 0).ToList();
        var reference = references.Find(r => reason.Contains(HostOf(r), StringComparison.Ordinal))
            ?? (reason.Contains("sha256:", StringComparison.Ordinal) ? references.FirstOrDefault() : null);
        if (!_readsRegistry || reference is null)
            return false;

        _readsRegistry = false;
        _doubt = (reference, reason);
        return true;
    }

    private static string HostOf(string reference) => reference[..reference.IndexOf('/', StringComparison.Ordinal)];
}
