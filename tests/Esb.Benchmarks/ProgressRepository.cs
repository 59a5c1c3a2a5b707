using System.Globalization;
using System.Text;

namespace Esb.Benchmarks;

/// <summary>A repository of images whose steps print much, and that are built anew each time.</summary>
internal sealed class ProgressRepository : MeasuredRepository
{
    private const int StepsOfAnImage = 4;
    private readonly DockerTime _docker;
    private readonly Queue<Sample> _ofDocker = new();
    private readonly Queue<Sample> _ours = new();

    public ProgressRepository(int images, int lines)
    {
        _docker = new(Folder);
        var items = new StringBuilder();
        for (var i = 0; i < images; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"service{i:000}");
            Folder.WriteImage(name, DockerfileOf(name, lines / StepsOfAnImage));
            items.Append(CultureInfo.InvariantCulture, $"<EsbImage Include=\"{name}\" Context=\"{name}\" />\n");
        }

        WriteProject($"<ItemGroup>\n{items}</ItemGroup>", $"{DockerTime.Place}/\n");
        Folder.Commit();
    }

    /// <summary>MSBuild with our part in it, without the programs that it started.</summary>
    public Sample BuildLoudly() => Take(_ours);

    /// <summary>Those programs and the engine, during the same build.</summary>
    public Sample TakeDockers() => Take(_ofDocker);

    // Whoever is measured first of the two builds.
    private Sample Take(Queue<Sample> samples)
    {
        if (samples.Count == 0)
            Run();
        return samples.Dequeue();
    }

    private void Run()
    {
        var before = _docker.Read();
        var all = Sample.Run(
            Folder.Root, Folder.Environment, "dotnet", "build", "images.proj", "-t:EsbClean;EsbImages",
            "-p:EsbNoCache=true", "-v:detailed", "-nologo");
        var after = _docker.Read();
        var programs = after.Programs - before.Programs;
        _ours.Enqueue(all with { Processor = all.Processor - programs });
        _ofDocker.Enqueue(all with
        {
            Processor = programs + after.Engine - before.Engine,
            Memory = after.Memory,
        });
    }

    private string DockerfileOf(string name, int lines)
    {
        var text = new StringBuilder("FROM esb-test/busybox:1\n");
        for (var step = 0; step < StepsOfAnImage; step++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                RUN --network=none i=0; while [ $i -lt {lines} ]; do i=$((i+1)); \
                 echo "{Brand} {name} {step}: compiling file $i of many"; done

                """);
        }

        return text.Append("COPY --from=meta /version.json /app/version.json\n").ToString();
    }
}
