namespace Esb.Build.Definitions;

/// <summary>Who is built from whom: puts images behind all that they are built from.</summary>
public static class BuildOrder
{
    /// <summary>
    /// Orders images by what they are built from; equals keep the order of their names, so the same input gives the
    /// same order.
    /// </summary>
    /// <returns>The order, and one cycle (its first image repeated at the end) where there is any.</returns>
    public static (IReadOnlyList<ImageDefinition> Ordered, IReadOnlyList<ImageDefinition> Cycle) Plan(
        IReadOnlyList<ImageDefinition> images)
    {
        var byTarget = new Dictionary<string, ImageDefinition>(images.Count, StringComparer.Ordinal);
        foreach (var image in images)
            byTarget[image.Target] = image;

        var walk = new Walk(byTarget);
        var sorted = images.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Target, b.Target));
        foreach (var image in sorted)
        {
            if (!walk.Visit(image))
                return ([], walk.Cycle);
        }

        return (walk.Ordered, []);
    }

    private sealed class Walk(Dictionary<string, ImageDefinition> byTarget)
    {
        private readonly HashSet<string> _done = new(StringComparer.Ordinal);
        private readonly List<ImageDefinition> _path = [];

        public List<ImageDefinition> Ordered { get; } = [];

        public IReadOnlyList<ImageDefinition> Cycle { get; private set; } = [];

        public bool Visit(ImageDefinition image)
        {
            if (_done.Contains(image.Target))
                return true;

            var start = _path.FindIndex(i => i.Target.Equals(image.Target, StringComparison.Ordinal));
            if (start >= 0)
            {
                Cycle = [.. _path[start..], image];
                return false;
            }

            _path.Add(image);
            foreach (var from in image.BuiltFrom)
            {
                if (byTarget.TryGetValue(from, out var next) && !Visit(next))
                    return false;
            }

            _path.RemoveAt(_path.Count - 1);
            _done.Add(image.Target);
            Ordered.Add(image);
            return true;
        }
    }
}
