using Esb.Build.Bake;
using Esb.Build.Builds;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Images;
using Esb.Build.Plans;
using Esb.Build.Processes;
using Esb.Build.Staleness;
using Esb.Testing;

namespace Esb.Docker.Tests.Seams;

/// <summary>The library plans and builds with a call each; the tasks translate items, and no more.</summary>
public sealed class BuildWithoutMSBuild : DockerFixture, IBakeLog
{
    private readonly ProblemList _problems = new();

    public void Line(string text, bool important)
    {
    }

    [Test]
    public void IsTheSameBuild()
    {
        var folder = NewRepository();
        var plan = Plan(folder, "f1");
        Assert.That(plan.Stale.Select(static i => i.Target), Is.EqualTo(new[] { "base", "svc" }));
        Assert.That(Build(folder, plan), Is.EqualTo(new[] { "base", "svc" }));
        Assert.That(DockerEngine.Read(folder.Image(), "/f1"), Is.EqualTo(folder.Brand));
        Assert.That(Plan(folder, "f1").Stale, Is.Empty);
    }

    /// <summary>What is baked and recorded is what the build itself has planned.</summary>
    [Test]
    public void IsOfItsOwnPlanWhateverOthersHavePlannedSince()
    {
        var folder = NewRepository();
        var (one, other) = (Plan(folder, "f1"), Plan(folder, "f2"));
        Assert.That(Build(folder, one), Is.EqualTo(new[] { "base", "svc" }));
        Assert.That(DockerEngine.Read(folder.Image(), "/f1"), Is.EqualTo(folder.Brand));
        Assert.That(Plan(folder, "f1").Stale, Is.Empty);
        Assert.That(Plan(folder, "f2").Stale.Single().Reason, Is.EqualTo("build argument FLAVOUR changed"));
        Assert.That(Build(folder, other), Is.EqualTo(new[] { "base", "svc" }), "of the base it says that it is there");
        Assert.That(DockerEngine.Read(folder.Image(), "/f2"), Is.EqualTo(folder.Brand));
        Assert.That(Plan(folder, "f1").Stale.Single().Reason, Is.EqualTo("build argument FLAVOUR changed"));
    }

    /// <summary>Whoever signs or deploys all of images.json must not take old ones.</summary>
    [Test]
    public void ForgetsWhatHasLeftTheProject()
    {
        var folder = NewRepository();
        Build(folder, Plan(folder, "f1"));
        Assert.That(folder.Record.Keys, Is.EquivalentTo(["base", "svc"]));
        Plan(folder, flavour: null);
        Assert.That(folder.Record.Keys, Is.EqualTo(["base"]), "although nothing of the rest had to be built");
    }

    private DockerFolder NewRepository()
    {
        var folder = NewFolder();
        folder.Files.WriteImage("base", "FROM scratch\nCOPY file /base\n");
        folder.Files.WriteImage("svc", $"FROM {folder.Brand}-base\nARG FLAVOUR\nCOPY file /$FLAVOUR\n");
        foreach (var name in (string[])["base", "svc"])
            folder.Files.Write(name + "/file", folder.Brand);
        folder.Files.WriteProject("");
        folder.Files.Commit();
        return folder;
    }

    /// <param name="flavour">Without one the project has only the base.</param>
    private BuildPlan Plan(DockerFolder folder, string? flavour)
    {
        var project = folder.Files["images.proj"];
        var settings = new PlanSettings(folder.Files.Root, project, folder.Files.Environment)
        {
            Brand = folder.Brand,
            Revision = new(folder.Files.Root, folder.Files.Git("rev-parse", "HEAD"), "v1", ""),
        };
        Directory.CreateDirectory(folder.Files[$".{folder.Brand}/meta"]);
        IReadOnlyList<ImageItem> items =
        [
            new("base", new(project)) { Context = "base", Kind = "base" },
            new("svc", new(project)) { Context = "svc", BuildArgs = ["FLAVOUR=" + flavour] },
        ];
        var request = new PlanRequest(flavour is null ? [items[0]] : items, settings, new(""), "1");
        var plan = BuildPlanner.Plan(request, _problems, CancellationToken.None);
        var decided = plan is null ? null : BuildPlanner.Decide(
            plan, (Docker(folder), SystemCommandRunner.Instance), _problems, CancellationToken.None);
        Assert.That(decided, Is.Not.Null, string.Join('\n', _problems.Found.Select(static p => p.Message)));
        return decided!.Plan;
    }

    private IEnumerable<string> Build(DockerFolder folder, BuildPlan plan)
    {
        var built = ImageBuild.Run(
            plan, new(Docker(folder)), new(SystemCommandRunner.Instance, this), _problems, CancellationToken.None);
        Assert.That(_problems.HasErrors, Is.False, string.Join('\n', _problems.Found.Select(static p => p.Message)));
        return built.Select(static r => r.Target);
    }

    private static DockerSettings Docker(DockerFolder folder) =>
        new("docker", null, folder.Files.Root, folder.Files.Environment, TimeSpan.FromSeconds(20), Secrets: []);
}
