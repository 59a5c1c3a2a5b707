using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Plans;
using Esb.Build.Processes;
using Esb.Build.Registries;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>Copies images from elsewhere into the local registry, which runs already.</summary>
[MSBuildMultiThreadableTask]
public sealed class ImportImages : EsbTask
{
    private const string ItemType = "EsbExternalImage";

    /// <summary>Items <c>EsbExternalImage</c>: references.</summary>
    public ITaskItem[] Images { get; set; } = [];

    public string Brand { get; set; } = "";

    /// <summary>The registry's image.</summary>
    public string Image { get; set; } = "";

    /// <summary>On 127.0.0.1.</summary>
    public string Port { get; set; } = "";

    public string DockerPath { get; set; } = "";

    /// <summary>Seconds that docker may take for an answer; copying has no limit.</summary>
    public double DockerTimeout { get; set; } = 20;

    /// <summary>Items <c>EsbImportedImage</c>.</summary>
    [Output]
    public ITaskItem[] ImportedImages { get; private set; } = [];

    protected override void Run(ProblemList problems)
    {
        using var signals = TerminationSignals.Listen(CancellationSource);
        var images = Images.Select(static i => new ExternalImage(i.ItemSpec, PositionOf(i))).ToList();
        if (new RegistryOptions(Brand, Image, Port, Seconds: 0).Parse(ProjectFile, problems) is not { } registry
            || ImageCopy.Plan(images, registry, problems) is not { } copies)
        {
            return;
        }

        var docker = new DockerOptions(DockerPath, "", DockerTimeout).In(ProjectDirectory, Environment);
        ImportedImages = Copy(copies, new(docker, SystemCommandRunner.Instance, problems, Cancellation));
    }

    private ITaskItem[] Copy(IReadOnlyList<ImageCopy> copies, DockerCalls docker)
    {
        var imported = new List<ITaskItem>(copies.Count);
        foreach (var copy in copies)
        {
            if (RegistryImport.Run(copy, docker) is not { } line)
                continue;

            Say(line);
            var item = new TaskItem(copy.Reference);
            item.SetMetadata("Source", copy.Source);
            imported.Add(item);
        }

        return [.. imported];
    }

    private static SourcePosition PositionOf(ITaskItem item) =>
        ItemPosition.Find(new(item.GetMetadata("DefiningProjectFullPath")), ItemType, item.ItemSpec);
}
