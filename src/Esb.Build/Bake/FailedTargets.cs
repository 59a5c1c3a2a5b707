namespace Esb.Build.Bake;

/// <summary>Which targets could not be built, and which are not tried because they stand on one of these.</summary>
internal sealed class FailedTargets(BakeRequest request)
{
    private readonly Dictionary<string, string> _causes = new(StringComparer.Ordinal);

    public bool Any => _causes.Count > 0;

    /// <summary>One line that says how many, and one for each that failed by itself.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var asked = request.Targets.Select(static t => t.Target).Where(_causes.ContainsKey).ToList();
            return
            [
                $"{asked.Count} of {request.Targets.Count} images were not built:",
                .. _causes.Values.Distinct(StringComparer.Ordinal).Select(cause => LineOf(cause, asked)),
            ];
        }
    }

    public bool Contains(string target) => _causes.ContainsKey(target);

    /// <summary>The target failed: neither it nor what is built from it is tried again.</summary>
    public void Add(string target)
    {
        _causes.TryAdd(target, target);
        var next = new Queue<string>([target]);
        while (next.TryDequeue(out var from))
        {
            var standing = request.All.Where(t => t.BuiltFrom.Contains(from, StringComparer.Ordinal));
            foreach (var name in standing.Select(static t => t.Target).Where(n => _causes.TryAdd(n, target)))
                next.Enqueue(name);
        }
    }

    private string LineOf(string cause, List<string> asked)
    {
        var others = asked.Where(t => _causes[t].Equals(cause, StringComparison.Ordinal)
            && !t.Equals(cause, StringComparison.Ordinal)).ToList();
        return others.Count == 0 ? $"  {cause} failed" : $"  {cause} failed; on it stand {string.Join(", ", others)}";
    }
}
