using Esb.Testing;

namespace Esb.Docker.Tests.Mutations;

/// <summary>
/// Edits and builds one repository again and again, and compares what was decided and what was built with the
/// <see cref="Truth"/>. An image was built for nothing when its files, labels, arguments and the bytes of its
/// Dockerfile and ignore files are as before, it does not stand on an image that was built, and no edit took the image
/// or its record away (<see cref="Edit.Excuses"/>).
/// </summary>
internal sealed class MutationRun : IDisposable
{
    private readonly MutatedRepository _repository;
    private readonly ImageFiles _images = new();
    private readonly Truth _truth;
    private readonly List<string> _mistakes = [];
    private readonly List<string> _falseRebuilds = [];
    private readonly Queue<string> _history = new();
    private Dictionary<string, string> _before = new(StringComparer.Ordinal);
    private int _steps;

    public MutationRun(DockerFolder folder, int seed)
    {
        _repository = new(folder, seed);
        _truth = new(_repository, _images);
        Compare(excused: true);
    }

    /// <summary>Images that are not what they have to be, each with what was done before.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>Images that were built although nothing that counts had changed.</summary>
    public IReadOnlyList<string> FalseRebuilds => _falseRebuilds;

    /// <summary>How often it was decided whether an image is built.</summary>
    public int Decisions => (_steps + 1) * MutatedRepository.Names.Count;

    public string Summary =>
        $"{_steps} steps, {Decisions} decisions, {_truth.Builds} images built for comparison, "
        + $"{_falseRebuilds.Count} built for nothing, {_mistakes.Count} mistakes\n"
        + string.Join('\n', _mistakes.Concat(_falseRebuilds));

    public void Step()
    {
        _steps++;
        var excused = false;
        for (var i = _repository.Random.Next(1, 4); i > 0; i--)
        {
            var edit = _repository.Any(Edit.Weighted);
            var what = edit.Run(_repository);
            excused |= edit.Excuses;
            Remember($"{_steps}: {edit.Name}: {what}");
        }

        Compare(excused);
    }

    public void Dispose() => _truth.Dispose();

    private void Compare(bool excused)
    {
        var build = _repository.Folder.Build("-t:EsbImages");
        if (!build.Succeeded)
        {
            Mistake($"the build failed: {build}");
            Forget();
            return;
        }

        var stale = _repository.Folder.Stale;
        var wanted = _truth.Read();
        var counts = wanted.ToDictionary(
            static w => w.Key, w => w.Value + Definition(w.Key), StringComparer.Ordinal);
        foreach (var name in MutatedRepository.Names)
        {
            var files = _images.List(_repository.Folder.Image(name));
            if (!files.Equals(wanted[name], StringComparison.Ordinal))
            {
                var how = stale.ContainsKey(name) ? "was built wrong" : "is said to be up to date";
                Mistake($"{name} {how}: {Difference(files, wanted[name])}");
            }
            else if (!excused && stale.TryGetValue(name, out var reasons) && IsForNothing(name, counts))
            {
                FalseRebuild($"{name} ({string.Join("; ", reasons)}) after {string.Join("; ", _history.TakeLast(4))}");
            }
        }

        _before = counts;
    }

    // What an image stands on may itself have had to be built again.
    private bool IsForNothing(string name, Dictionary<string, string> counts) =>
        IsSame(name, counts)
        && (name is not ("one" or "two") || (IsSame("base", counts) && !_repository.Folder.Stale.ContainsKey("base")));

    private bool IsSame(string name, Dictionary<string, string> counts) =>
        _before.GetValueOrDefault(name, "").Equals(counts[name], StringComparison.Ordinal);

    // Counts by contract, whatever it does to the image.
    private string Definition(string name)
    {
        var target = _repository.Targets[name];
        var dockerfile = target.GetProperty("dockerfile").GetString()!;
        var ignore = new[] { dockerfile + ".dockerignore" }
            .Concat(target.GetProperty("contexts").EnumerateObject().Select(static c => c.Value.GetString()!)
                .Append(target.GetProperty("context").GetString()!)
                .Select(static folder => folder + "/.dockerignore"))
            .Where(File.Exists);
        var arguments = target.TryGetProperty("args", out var args) ? args.GetRawText() : "";
        return string.Join('\n', ignore.Append(dockerfile).Select(File.ReadAllText).Append(arguments));
    }

    private void Mistake(string what)
    {
        _mistakes.Add($"{what}\n  after {string.Join("\n        ", _history)}");
        TestContext.Progress.WriteLine(_mistakes[^1]);
        Forget();
    }

    private void FalseRebuild(string what)
    {
        _falseRebuilds.Add(what);
        TestContext.Progress.WriteLine("built for nothing: " + what);
    }

    // One mistake is told once.
    private void Forget()
    {
        foreach (var folder in (string[])["obj", "." + _repository.Folder.Brand])
        {
            if (Directory.Exists(_repository.Folder.Files[folder]))
                Directory.Delete(_repository.Folder.Files[folder], recursive: true);
        }

        Directory.CreateDirectory(_repository.Folder.Files["obj"]);
    }

    private void Remember(string what)
    {
        _history.Enqueue(what);
        if (_history.Count > 12)
            _history.Dequeue();
    }

    private static string Difference(string found, string wanted)
    {
        var (ours, truth) = (found.Split('\n'), wanted.Split('\n'));
        return string.Join(" | ", ours.Except(truth, StringComparer.Ordinal).Take(5).Select(static l => "- " + l)
            .Concat(truth.Except(ours, StringComparer.Ordinal).Take(5).Select(static l => "+ " + l)));
    }
}
