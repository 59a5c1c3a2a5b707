using Esb.Build.Diagnostics;
using Esb.Build.Plans;

namespace Esb.Build.Tests.Plans;

public sealed class SelectionOfImages
{
    private ImageProject _project = null!;

    [OneTimeSetUp]
    public void SetUp() => _project = new ImageProject()
        .Image("os-base", static i => i with { Kind = "base" })
        .Image("gateway", static i =>
        i with { Kind = "control", Modes = ["docker", "containerd"], BaseImages = ["os-base"] })
        .Image("agent", static i => i with { Kind = "control", Modes = ["containerd"] })
        .Image("web", static i => i with { Groups = ["front"] });

    [OneTimeTearDown]
    public void TearDown() => _project.Dispose();

    [TestCase("", "os-base gateway-docker web")]
    [TestCase("gateway", "gateway-docker")]
    [TestCase("gateway-containerd", "gateway-containerd")]
    [TestCase("default", "os-base gateway-docker web")]
    [TestCase("front", "web")]
    [TestCase("control-images-containerd", "agent-containerd gateway-containerd")]
    [TestCase("gate*", "gateway-docker")]
    [TestCase("?eb", "web")]
    [TestCase("*-docker", "gateway-docker")]
    [TestCase("web front gateway os-base", "os-base gateway-docker web")]
    public void IsByNameTargetGroupOrPattern(string only, string expected)
    {
        var problems = new ProblemList();
        var selected = Selection.Plan(_project.Plan(), only.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            _project.File, problems);
        Assert.That(selected.Select(static i => i.Target), Is.EquivalentTo(expected.Split(' ')));
        Assert.That(problems.Found, Is.Empty);
    }

    [TestCase("Gateway")]
    [TestCase("x*")]
    [TestCase("agent")]
    public void SaysWhatThereIsWhenNothingFits(string only)
    {
        var problems = new ProblemList();
        Selection.Plan(_project.Plan(), [only, "web"], _project.File, problems);
        Assert.That(problems.Found, Has.Count.EqualTo(1));
        Assert.That((problems.Found[0].Rule, problems.Found[0].Position),
            Is.EqualTo((Rules.NothingSelected, new SourcePosition(_project.File))));
        Assert.That(problems.Found[0].Message, Does.Contain($"'{only}'").And.EndWith(
            "pattern: agent-containerd, os-base, gateway-containerd, gateway, web, default, base-images, "
            + "control-images-containerd, control-images-docker, front, services."));
    }
}
