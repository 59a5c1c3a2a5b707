using Esb.Build.Builds;
using Esb.Build.Diagnostics;
using Esb.Build.Plans;
using Esb.Testing;

namespace Esb.Build.Tests.Builds;

/// <summary>A named context that is the repository itself: nothing of ours is sent with it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NamedContextsWithOurFolders : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("COPY --from=src . /src")]
    [TestCase("COPY --from=src obj/ /obj/")]
    [TestCase("COPY --from=src .esb/salt /salt")]
    [TestCase("RUN --mount=from=src,target=/src ls /src")]
    public void AreAnErrorWhereAStepReadsThem(string step)
    {
        var problem = Plan(step).Single();
        Assert.That(problem.Rule, Is.EqualTo(Rules.OwnFolderInContext));
        Assert.That(problem.Message, Does.Contain(_folder[".dockerignore"]));
    }

    [TestCase("COPY --from=src app/ /app/")]
    [TestCase("COPY app /app")]
    public void AreNoneWhereNoStepDoes(string step) => Assert.That(Plan(step), Is.Empty);

    [TestCase(".esb\nobj\n", true)]
    [TestCase("**/.esb\n/obj/esb/p.esbproj", true)]
    [TestCase(".esb\n", false)]
    [TestCase(".esb\nobj\n!obj/esb\n", false)]
    public void AreNoneWhereTheyAreLeftOut(string ignore, bool isEnough)
    {
        _folder.Write(".dockerignore", ignore);
        Assert.That(Plan("COPY --from=src . /src"), Has.Count.EqualTo(isEnough ? 0 : 1));
    }

    private IReadOnlyList<Diagnostic> Plan(string step)
    {
        _folder.Write("app/Dockerfile", $"FROM scratch\n{step}\nCOPY --from=meta /version.json /app/version.json\n");
        _folder.Write("app/app/file", "x");
        _folder.Write(".esb/meta/version.json", "{}");
        var project = _folder.Write("p.esbproj", "<Project />");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new PlanSettings(_folder.Root, project, environment)
        {
            Revision = new(_folder.Root, new string('a', 40), "v1", ""),
        };
        var item = new Esb.Build.Images.ImageItem("app", new(project)) { Context = "app", Contexts = ["src=."] };
        var problems = new ProblemList();
        BuildPlanner.Plan(new([item], settings, new(""), "1"), problems, CancellationToken.None);
        return problems.Found;
    }
}
