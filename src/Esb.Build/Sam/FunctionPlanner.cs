using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Sam;

/// <summary>One function → its image, with a Dockerfile where it needs one.</summary>
internal sealed class FunctionPlanner(SamSettings settings, LambdaBases bases, ProblemList problems)
{
    public PlannedFunction? Plan(SamFunction function, ImageName name, FunctionOverride? project)
    {
        var item = new ImageItem(name.Value, function.Position)
        {
            Kind = ImageKind.Function.Text(),
            Platforms = [.. function.Platforms.Select(static p => p.Value)],
        };
        return function.Package switch
        {
            _ when project is { ImageUri.Length: > 0 } =>
                Wrapped(function, item, new(project.ImageUri, project.Image.Position)),
            SamZip zip => Zip(function, item, zip, project?.Base ?? ""),
            SamImage image => Wrapped(function, item, image),
            SamDockerfile dockerfile => Own(function, item, dockerfile),
            _ => null,
        };
    }

    private static string Owner(SamFunction function) => $"Function '{function.LogicalId}'";

    private PlannedFunction? Zip(SamFunction function, ImageItem item, SamZip zip, string ownBase)
    {
        var from = ownBase.Length > 0 ? ownBase : bases.Of(zip.Runtime);
        var layers = LayerLines.Of(zip.Layers, from, bases, problems);
        if (CodeFiles.Read(zip.Code, Owner(function), problems) is not { } files)
            return null;

        var code = CodeLines.Of(zip.Runtime, files, bases, from);
        var hooks = RuntimeHooks.Lines(zip.Runtime, settings.RuntimeHooks);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["header"] = DockerfileTemplate.HeaderOf(item.Name),
            ["base"] = from,
            ["handler"] = CodeLines.Quoted(zip.Handler),
            ["stages"] = code.Stages + layers.Stages,
            ["layers"] = layers.Copies,
            ["dependencies"] = code.Dependencies,
            ["code"] = code.Code,
            ["hooks"] = hooks,
        };
        item = item with
        {
            Context = files.Folder,
            Contexts = hooks.Length == 0
                ? layers.Contexts
                : [.. layers.Contexts, $"{RuntimeHooks.Context}={settings.RuntimeHooks}"],
            BaseImages = bases.OfProject([from, .. code.Images, .. layers.Images]),
        };
        var text = DockerfileTemplate.Render(zip.Runtime.FamilyName, values);
        return WithFiles(function, item, text, IgnoreLines.Of(zip.Runtime, files, settings));
    }

    private PlannedFunction? Wrapped(SamFunction function, ImageItem item, SamImage image)
    {
        if (image.ImageUri.Length == 0)
        {
            problems.Add(Rules.MissingImageUri, image.Position, Owner(function));
            return null;
        }

        if (ImageReference.TryParse(image.ImageUri) is null)
        {
            var uri = Sentence.Shorten(image.ImageUri, 150);
            problems.Add(Rules.BadSamImage, image.Position, Owner(function), uri, ImageReference.Legal);
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["header"] = DockerfileTemplate.HeaderOf(item.Name),
            ["base"] = image.ImageUri,
        };
        item = item with { Context = Folder(item), BaseImages = bases.OfProject([image.ImageUri]) };
        return WithFiles(function, item, DockerfileTemplate.Render("image", values), IgnoreLines.Nothing);
    }

    private PlannedFunction? Own(SamFunction function, ImageItem item, SamDockerfile own)
    {
        if (!Directory.Exists(own.Context.FullPath))
        {
            problems.Add(Rules.MissingCode, own.Context.Position, Owner(function), own.Context.Text, "folder");
            return null;
        }

        return new(function, item with
        {
            Context = own.Context.FullPath,
            Dockerfile = Path.GetFullPath(own.Dockerfile, own.Context.FullPath),
            Stage = own.Stage,
            BuildArgs = own.BuildArgs,
            Tags = own.Tag.Length > 0 ? [own.Tag] : [],
        });
    }

    private string Folder(ImageItem item) => SamFiles.FolderOf(settings.OutputFolder, item.Name);

    private PlannedFunction WithFiles(SamFunction function, ImageItem item, string text, string ignore)
    {
        var path = Path.Combine(Folder(item), "Dockerfile");
        return new(function, item with { Dockerfile = path })
        {
            Files = [new(path, text), new(path + ".dockerignore", ignore)],
        };
    }
}
