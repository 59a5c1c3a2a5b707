using System.Globalization;
using Esb.Testing;

namespace Esb.Docker.Tests.Seams;

/// <summary>
/// Eight builds of one project at once, each with properties of its own: each image has what the command that names its
/// tag has asked for, or that build has failed and said why.
/// </summary>
[Category(LongForm.Category)]
public sealed class BuildsOfOtherProperties : DockerFixture
{
    private const int Builds = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private const string Dockerfile = "FROM scratch\nARG FLAVOUR\nARG NAME\nCOPY file /$NAME-$FLAVOUR\n" + CopyVersion;

    [Test]
    public void GetWhatTheyHaveAskedFor()
    {
        var folder = NewFolder();
        folder.Files.WriteImage("svc", Dockerfile);
        folder.Files.Write("svc/file", folder.Brand);
        folder.Files.WriteProject("""
            <PropertyGroup><EsbModes>docker;edge</EsbModes></PropertyGroup>
            <ItemGroup>
              <EsbImage Include="one;two" Context="svc" BuildArgs="FLAVOUR=$(Flavour);NAME=%(Identity)" />
              <EsbImage Include="moded" Context="svc" Modes="docker;edge" BuildArgs="FLAVOUR=$(Flavour);NAME=moded" />
            </ItemGroup>
            """);
        folder.Files.Commit();
        for (var round = 0; round < LongForm.Of(2, 20); round++)
            Round(folder, round);
    }

    private static void Round(DockerFolder folder, int round)
    {
        var asked = Enumerable.Range(0, Builds).Select(i => new Asked(round, i)).ToList();
        RunningBuild[] builds = [.. asked.Select(a => new RunningBuild(folder, a.Arguments))];
        try
        {
            foreach (var (build, a) in builds.Zip(asked))
            {
                Assert.That(build.EndsWithin(Limit), Is.True);
                var hasSaidWhy = build.Output.Contains(": error ESB", StringComparison.Ordinal);
                Assert.That(build.ExitCode == 0 || hasSaidWhy, build.Output);
                foreach (var image in build.ExitCode == 0 ? a.Images : [])
                {
                    Assert.That(
                        DockerEngine.Read(folder.Image(image.Name, image.Tag), $"/{image.Name}-{a.Flavour}"),
                        Is.EqualTo(folder.Brand), $"{string.Join(' ', a.Arguments)}\n{build.Output}");
                }
            }

            Assert.That(builds.Count(static b => b.ExitCode == 0), Is.EqualTo(Builds));
        }
        finally
        {
            foreach (var build in builds)
                build.Dispose();
        }
    }

    private sealed record Asked(int Round, int Number)
    {
        public string Flavour { get; } = string.Create(CultureInfo.InvariantCulture, $"f{Round}-{Number}");

        private string Tag => "t" + Flavour;

        private string Mode => Number % 4 == 3 ? "edge" : "docker";

        private bool IsOne => Number % 2 == 1;

        public string[] Arguments =>
        [
            "-t:EsbImages", "-p:EsbTag=" + Tag, "-p:Flavour=" + Flavour, "-p:EsbMode=" + Mode,
            IsOne ? "-p:EsbOnly=one" : "-p:EsbOnly=",
        ];

        public IEnumerable<(string Name, string Tag)> Images =>
            IsOne ? [("one", Tag)] : [("one", Tag), ("two", Tag), ("moded", $"{Tag}-{Mode}")];
    }
}
