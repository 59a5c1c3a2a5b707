using Esb.Build.Definitions;
using Esb.Build.Dockerfiles;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// What the images of a project leave to those that begin with them, read from their Dockerfiles: <c>ONBUILD</c> of a
/// base is a part of every image on it, in whatever order the project has the two.
/// </summary>
internal sealed class ProjectBases(ImageIndex index, DockerfileShelf shelf)
{
    private readonly Dictionary<string, ImageDefinition> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BaseStage?> _stages = new(StringComparer.Ordinal);

    public DockerfileShelf Dockerfiles => shelf;

    /// <summary>Makes an image known: its Dockerfile, stage, arguments and the contexts that its item names.</summary>
    public void Add(ImageDefinition image) => _images.TryAdd(image.Target, image);

    public BuildScope ScopeOf(ImageDefinition image) => new(image.Stage.Length > 0 ? image.Stage : null)
    {
        Arguments = image.Arguments,
        Contexts = [.. image.Contexts.Keys],
        FindBase = name => Find(image, ContextName.Of(name)),
    };

    private BaseStage? Find(ImageDefinition image, string name)
    {
        var target = image.Contexts.TryGetValue(name, out var source)
            ? ContextSources.TargetOf(source)
            : index.Used(name, image.Mode);
        return target is null || target.Equals(image.Target, StringComparison.Ordinal) ? null : StageOf(target);
    }

    private BaseStage? StageOf(string target)
    {
        if (_stages.TryGetValue(target, out var stage) || !_images.TryGetValue(target, out var image))
            return stage;

        // Images in a circle have nothing to leave; they are reported where images are put in order.
        _stages[target] = null;
        var isThere = !ContextSources.IsRemote(image.Context);
        var file = isThere ? shelf.Take(image.Dockerfile) : null;
        return _stages[target] = file is null ? null : BaseStage.Of(file, ScopeOf(image));
    }
}
