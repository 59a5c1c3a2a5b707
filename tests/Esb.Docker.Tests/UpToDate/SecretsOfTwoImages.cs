using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>
/// Two images copy the same secret out of steps of their own. BuildKit keeps one result for what was equal once, and
/// must not give one image what the other has read since.
/// </summary>
public sealed class SecretsOfTwoImages : DockerFixture
{
    [Test]
    public void AreNotExchanged()
    {
        var folder = NewFolder();
        folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="first" Context="first" Secrets="token=secret.txt" />
              <EsbImage Include="second" Context="second" Secrets="token=secret.txt" />
            </ItemGroup>
            """);
        foreach (var name in (string[])["first", "second"])
            folder.Files.WriteImage(name, Dockerfile(name, folder.Brand));
        BuildWith(folder, "one");
        BuildWith(folder, "two", "-p:EsbOnly=first");
        folder.Files.Write("second/Dockerfile", Dockerfile("second", folder.Brand) + "RUN true\n");
        BuildWith(folder, "one", "-p:EsbOnly=second");
        Assert.That(DockerEngine.Read(folder.Image("first"), "/secret"), Is.EqualTo("two " + folder.Brand));
        Assert.That(DockerEngine.Read(folder.Image("second"), "/secret"), Is.EqualTo("one " + folder.Brand));
    }

    private static string Dockerfile(string name, string brand) =>
        "FROM esb-test/busybox:1 AS build\n"
        + $"RUN --mount=type=secret,id=token cp /run/secrets/token /secret && : {name} {brand}\n"
        + "FROM esb-test/busybox:1\nCOPY --from=build /secret /secret\n" + CopyVersion;

    private static void BuildWith(DockerFolder folder, string secret, params IReadOnlyList<string> arguments)
    {
        folder.Files.Write("secret.txt", $"{secret} {folder.Brand}");
        folder.Files.Commit();
        folder.MustBuild(["-t:EsbImages", .. arguments]);
    }
}
