using Esb.Build.Bake;
using Esb.Build.Diagnostics;
using Esb.Build.Tests.Engines;

namespace Esb.Build.Tests.Bake;

public sealed class NetworkOfABuild
{
    [TestCase("host", "0.13.1")]
    [TestCase("none", "0.16.2")]
    public void IsAnErrorWhereBuildxIgnoresIt(string network, string buildx)
    {
        using var build = new Recorded();

        Assert.That(Run(build, network, buildx), Is.Null);
        Assert.That(build.Error.Rule, Is.EqualTo(Rules.NetworkNeedsBuildx));
        Assert.That(
            build.Error.Message,
            Does.Contain($"Network=\"{network}\"").And.Contain("RUN --network=none").And.Contain(buildx));
    }

    [TestCase("none", "0.17.0")]
    [TestCase("default", "0.13.1")]
    [TestCase("", "0.13.1")]
    public void IsTakenWhereItIsKnownOrNotAskedFor(string network, string buildx)
    {
        using var build = new Recorded();

        Assert.That(Run(build, network, buildx), Has.Count.EqualTo(1));
    }

    private static IReadOnlyList<BuiltImage>? Run(Recorded build, string network, string buildx)
    {
        var runner = Docker.Working(buildx: "x v" + buildx).On("buildx bake", Recorded.Success("", "ok"));
        var request = build.Request("ok");
        request = request with { Targets = [.. request.Targets.Select(t => t with { Network = network })] };
        return BakeRunner.Run(request, runner, build, build.Problems, CancellationToken.None);
    }
}
