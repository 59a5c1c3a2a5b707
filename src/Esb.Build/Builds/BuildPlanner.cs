using System.Text;
using Esb.Build.Bake;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Files;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Plans;
using Esb.Build.Processes;
using Esb.Build.Records;
using Esb.Build.Sam;
using Esb.Build.Staleness;

namespace Esb.Build.Builds;

/// <summary>
/// What a project says → the plan of one build: first without docker, then with what the engine says.
/// </summary>
public static class BuildPlanner
{
    private const string FunctionsFile = "functions.yml";

    /// <summary>
    /// Checks and completes the images, looks at all that they are made of, and writes the bake file and what goes with
    /// it. Needs no docker.
    /// </summary>
    /// <returns><see langword="null"/> when anything is wrong; the problems then say everything that is.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static BuildPlan? Plan(PlanRequest request, ProblemList problems, CancellationToken cancellation)
    {
        var paths = Paths(request);
        if (!OutputFolder.Prepare(paths, problems)
            || Functions(request, paths, problems, cancellation) is not { } functions)
        {
            return null;
        }

        var settings = request.Settings with { ProjectDirectory = paths.ProjectDirectory };
        IReadOnlyList<ImageItem> items = [.. request.Items, .. functions.Functions.Select(static f => f.Image)];
        if (ImagePlanner.Plan(items, settings, problems) is not { } images)
            return null;

        var plan = new BuildPlan(paths, settings.Revision.Sha, [])
        {
            SdkVersion = request.SdkVersion,
            OwnFolders = [.. paths.OwnFolders(), RealPath.Of(images.CacheDirectory)],
        };
        NamedContexts.Check(images.Images, plan.OwnFolders, problems);
        if (Look(plan, images.Images, settings, problems, cancellation) is not { } inputs)
            return null;

        var asked = Selection.Plan(images, request.Only, settings.ProjectFile, problems)
            .Select(static i => i.Target).ToHashSet(StringComparer.Ordinal);
        plan = plan with
        {
            Images =
            [
                .. images.Images.Select(i =>
                    new PlannedImage(i, inputs[i.Target]) { IsAsked = asked.Contains(i.Target) }),
            ],
        };
        BakeFile.Write(paths.BakeFile, [.. plan.Images.Select(static i => i.Tagged)], images.Groups);
        if (request.Sam.Templates.Count > 0)
            WriteFunctions(plan, functions, images.Mode);
        return problems.HasErrors ? null : plan;
    }

    /// <summary>Asks the engine, and where images are pushed their registries, which of them must be built.</summary>
    /// <param name="plan">What <see cref="Plan"/> gave.</param>
    /// <returns>The plan with reasons, and what was found out; <see langword="null"/> when nobody answers.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static DecidedPlan? Decide(
        BuildPlan plan,
        (DockerSettings Settings, ICommandRunner Runner) docker,
        ProblemList problems,
        CancellationToken cancellation)
    {
        ImageBuild.ForgetOthers(plan, cancellation);
        // Before the records are read: whoever writes them later makes another digest.
        var records = ImagesRecord.DigestOf(plan.Paths.ImagesFile);
        if (StalenessReader.Read(plan, docker, problems, cancellation) is not { } facts)
            return null;

        var decisions = facts.Decisions.ToDictionary(static d => d.Target, StringComparer.Ordinal);
        var decided = plan with
        {
            Engine = facts.Engine.EngineId,
            Builder = facts.Engine.Builder,
            RecordsDigest = records,
            Images =
            [
                .. plan.Images.Select(i => decisions.TryGetValue(i.Target, out var d) ? Decided(i, d, facts) : i),
            ],
        };
        BuildPlanFile.Publish(decided);
        return new(decided, facts);
    }

    private static PlannedImage Decided(PlannedImage image, ImageDecision decision, StalenessFacts facts) => image with
    {
        Reasons = [.. decision.Changes.Select(static c => c.Reason)],
        ExternalIdentities = image.Definition.ExternalImages.ToDictionary(
            static r => r, r => facts.Engine.Images.GetValueOrDefault(r, ""), StringComparer.Ordinal),
    };

    private static ProjectPaths Paths(PlanRequest request)
    {
        var (settings, revision) = (request.Settings, request.Settings.Revision);
        // One that is none is reported where the other settings are.
        var brand = Brand.TryParse(settings.Brand) ?? Brand.TryParse(PlanSettings.DefaultBrand)!;
        return ProjectPaths.Of(settings.ProjectFile, revision.Root, brand.StateFolder, request.Outputs);
    }

    private static SamPlan? Functions(
        PlanRequest request, ProjectPaths paths, ProblemList problems, CancellationToken cancellation)
    {
        if (request.Sam.Templates.Count == 0)
        {
            // Nobody may take the functions of a template that is gone for present ones.
            File.Delete(Path.Join(paths.OutputDirectory, FunctionsFile));
            var folder = SamFiles.FolderOf(paths.OutputDirectory);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            return new([]);
        }

        var settings = new SamSettings(paths.OutputDirectory)
        {
            StateFolder = Path.GetFileName(paths.StateDirectory),
            ImageNames = [.. request.Items.Select(static i => i.Name)],
        };
        return request.Sam.Read(paths.ProjectDirectory, settings, problems, cancellation);
    }

    private static IReadOnlyDictionary<string, ImageInputs>? Look(
        BuildPlan plan,
        IReadOnlyList<ImageDefinition> images,
        PlanSettings settings,
        ProblemList problems,
        CancellationToken cancellation)
    {
        var found = Fingerprinter.Plan(
            plan.Inputs(settings.Environment) with { Images = images }, problems, cancellation);
        if (!problems.HasErrors)
            InputsFolder.Write(plan.Paths, [.. found.Images.Values], problems);
        return problems.HasErrors ? null : found.Images;
    }

    // Here, because only the finished plan knows what the images are called.
    private static void WriteFunctions(BuildPlan plan, SamPlan functions, string mode)
    {
        var images = plan.Images.Where(image => ImageGroups.IsIn(image.Definition, mode))
            .DistinctBy(static i => i.Definition.Name.Value, StringComparer.Ordinal)
            .ToDictionary(static i => i.Definition.Name.Value, StringComparer.Ordinal);
        var runs = functions.Functions.Where(f => images.ContainsKey(f.Image.Name)).Select(f => new RunFunction(
            f.Function.Name, images[f.Image.Name].References[0], Sam.FunctionsFile.Settings(f.Function)));
        GeneratedFile.Write(
            Path.Join(plan.Paths.OutputDirectory, FunctionsFile),
            Encoding.UTF8.GetBytes(Sam.FunctionsFile.Text([.. runs])));
    }
}

/// <summary>A plan of which the engine was asked.</summary>
/// <param name="Facts">What was found out.</param>
public sealed record DecidedPlan(BuildPlan Plan, StalenessFacts Facts);
