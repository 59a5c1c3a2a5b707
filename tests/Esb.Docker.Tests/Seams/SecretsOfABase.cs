using System.Globalization;
using Esb.Testing;

namespace Esb.Docker.Tests.Seams;

/// <summary>
/// A base whose steps need a secret and an SSH key, under eight images: BuildKit runs a step once for all of them, and
/// asks any of their clients for what it needs.
/// </summary>
[Category(LongForm.Category)]
public sealed class SecretsOfABase : DockerFixture
{
    private const string Base =
        """
        FROM esb-test/busybox:1
        RUN --mount=type=secret,id=ca sleep 0.3; cat /run/secrets/ca > /has || echo none > /has
        RUN --mount=type=ssh,id=k,required=true test -S "$SSH_AUTH_SOCK" && cp /has /seen
        COPY --from=meta /version.json /app/version.json

        """;

    private static readonly string[] Leaves = [.. Enumerable.Range(1, 8).Select(static i => $"l{i}")];

    [Test]
    public void ReachItsStepsWhoeverIsAsked()
    {
        var folder = NewFolder();
        folder.Files.WriteImage("base", Base);
        folder.Files.WriteImage(
            "leaf", $"FROM {folder.Brand}-base\nARG N\nRUN echo $N > /n && cat /seen >> /n\n{CopyVersion}");
        folder.Files.Must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.Files["k"]);
        folder.Files.WriteProject($"""
            <ItemGroup>
              <EsbImage Include="base" Kind="base" Context="base" Secrets="ca=ca.crt" Ssh="k=k" />
              <EsbImage Include="{string.Join(';', Leaves)}" Context="leaf" BuildArgs="N=%(Identity)" />
            </ItemGroup>
            """);
        folder.Files.Write(".gitignore", "ca.crt\nk\nobj\n.*/\n");
        folder.Files.Commit();
        for (var round = 0; round < LongForm.Of(6, 40); round++)
        {
            var secret = string.Create(CultureInfo.InvariantCulture, $"{folder.Brand} {round}");
            folder.Files.Write("ca.crt", secret);
            folder.MustBuild("-t:EsbImages");
            foreach (var leaf in Leaves)
            {
                Assert.That(
                    DockerEngine.Read(folder.Image(leaf), "/n"), Is.EqualTo($"{leaf}\n{secret}"), $"round {round}");
            }

            Assert.That(Stale(folder), Is.Empty);
        }
    }

    private static IEnumerable<string> Stale(DockerFolder folder)
    {
        folder.MustBuild("-t:EsbPlan");
        return folder.Stale.Keys;
    }
}
