namespace Esb.Build.Tasks.Tests;

public sealed class DockerOfAProject
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    [TestCase("", "docker")]
    [TestCase("/opt/docker", "/opt/docker")]
    public void IsTheOneOnThePathUnlessNamed(string program, string expected) =>
        Assert.That(new DockerOptions(program, "", 20).In("/repo", Nothing).Program, Is.EqualTo(expected));

    [TestCase(20, 20)]
    [TestCase(0, 1)]
    [TestCase(-5, 1)]
    [TestCase(1e300, 3600)]
    public void IsGivenATimeThatMakesSense(double seconds, double expected) =>
        Assert.That(new DockerOptions("", "", seconds).In("/repo", Nothing).Timeout.TotalSeconds, Is.EqualTo(expected));
}
