using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>The items <c>EsbFunctionImage</c>: what the project says of single functions.</summary>
internal sealed class FunctionOverrides(IReadOnlyList<FunctionOverride> items)
{
    private readonly Dictionary<string, FunctionOverride> _byName = ByName(items);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <returns>The item that names the function in one of three ways, or <see langword="null"/>.</returns>
    public FunctionOverride? Take(SamFunction function, ImageName name)
    {
        foreach (var key in (string[])[function.LogicalId, function.Name, name.Value])
        {
            if (_byName.TryGetValue(key, out var found))
            {
                _used.Add(key);
                return found;
            }
        }

        return null;
    }

    public void ReportUnused(IReadOnlyList<SamFunction> functions, ProblemList problems)
    {
        foreach (var (name, item) in _byName.Where(entry => !_used.Contains(entry.Key)))
        {
            var known = Sentence.Shorten(string.Join(", ", functions.Select(static f => f.LogicalId)), 200);
            problems.Add(
                Rules.UnknownSamItem, item.Image.Position, "EsbFunctionImage", name, known.Length > 0 ? known : "none");
        }
    }

    public static ImageItem Apply(ImageItem image, FunctionOverride? project) =>
        project?.Image is not { } own ? image : image with
        {
            Stage = Either(own.Stage, image.Stage),
            Repository = Either(own.Repository, image.Repository),
            Network = Either(own.Network, image.Network),
            NoCache = Either(own.NoCache, image.NoCache),
            Pull = Either(own.Pull, image.Pull),
            BaseImages = [.. image.BaseImages, .. own.BaseImages],
            Contexts = [.. image.Contexts, .. own.Contexts],
            BuildArgs = [.. image.BuildArgs, .. own.BuildArgs],
            Secrets = [.. image.Secrets, .. own.Secrets],
            Ssh = [.. image.Ssh, .. own.Ssh],
            Labels = [.. image.Labels, .. own.Labels],
            Tags = [.. image.Tags, .. own.Tags],
            Platforms = own.Platforms.Count > 0 ? own.Platforms : image.Platforms,
            Modes = own.Modes.Count > 0 ? own.Modes : image.Modes,
            Groups = [.. image.Groups, .. own.Groups],
            Cache = own.Cache.Count > 0 ? own.Cache : image.Cache,
            Outputs = own.Outputs.Count > 0 ? own.Outputs : image.Outputs,
        };

    private static string Either(string first, string second) => first.Length > 0 ? first : second;

    private static Dictionary<string, FunctionOverride> ByName(IReadOnlyList<FunctionOverride> items)
    {
        var byName = new Dictionary<string, FunctionOverride>(StringComparer.Ordinal);
        foreach (var item in items)
            byName[item.Image.Name] = item;
        return byName;
    }
}
