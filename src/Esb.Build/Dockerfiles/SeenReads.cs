namespace Esb.Build.Dockerfiles;

/// <summary>Collects what the steps of a build read of each of several contexts.</summary>
internal sealed class SeenReads
{
    private readonly Dockerfile _file;
    private readonly BuildScope _scope;
    private readonly Dictionary<string, SortedSet<string>> _paths = new(StringComparer.Ordinal);

    /// <param name="contexts">Their names, as <see cref="ContextReads"/> has them.</param>
    public SeenReads(Dockerfile file, BuildScope scope, IEnumerable<string> contexts)
    {
        (_file, _scope) = (file, scope);
        var bases = StageReferences.Plan(file, scope).Where(static r => r.Kind == ReferenceKind.From).ToList();
        foreach (var context in contexts)
        {
            var isWhole = file.Directives.IsForeign
                || (context.Length > 0 && bases.Exists(b => b.MayName(context)));
            _paths[context] = isWhole ? [ContextReads.Everything] : new(StringComparer.Ordinal);
        }
    }

    /// <summary>As <see cref="ContextReads.Plan"/> returns it, by context.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Found =>
        _paths.ToDictionary(static c => c.Key, static c => Shortest(c.Value), StringComparer.Ordinal);

    public void See(Step step)
    {
        foreach (var read in StepRead.Of(step, _file, _scope))
        {
            foreach (var (context, paths) in _paths)
            {
                if (read.MayBeOf(context))
                    paths.Add(read.Path);
            }
        }
    }

    private static IReadOnlyList<string> Shortest(SortedSet<string> paths) =>
        paths.Contains(ContextReads.Everything) ? [ContextReads.Everything] : [.. paths];
}
