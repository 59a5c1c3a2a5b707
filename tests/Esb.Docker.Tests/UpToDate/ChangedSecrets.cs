namespace Esb.Docker.Tests.UpToDate;

/// <summary>
/// A secret has another content: the step that reads it runs again, whether or not the Dockerfile has an argument for
/// its fingerprint, and whether or not that stands where the step can see it.
/// </summary>
public sealed class ChangedSecrets : UpToDateFixture
{
    private static readonly string[] WithSecrets = ["late", "with", "without"];

    protected override void Arrange()
    {
        // Named after the repository: BuildKit gives equal steps one result, also those of two builds at once.
        var step = $"RUN --mount=type=secret,id=token rev /run/secrets/token >/secret && : {Folder.Brand}\n"
            + CopyVersion;
        Files.WriteImage("with", "FROM esb-test/busybox:1\nARG TOKEN_FINGERPRINT\n" + step);
        Files.WriteImage("without", "FROM esb-test/busybox:1\n" + step);
        Files.WriteImage("late", $"FROM esb-test/busybox:1\n{step}ARG TOKEN_FINGERPRINT\n");
        Files.Write("secret.txt", "one");
        WriteProject("""
            <ItemGroup>
              <EsbImage Include="late;with;without" Context="%(Identity)" Secrets="token=secret.txt" />
            </ItemGroup>
            """);
    }

    [Test]
    public void RebuildThereAndBack()
    {
        foreach (var (secret, reversed) in new[] { ("two", "owt"), ("one", "eno"), ("two", "owt") })
        {
            Files.Write("secret.txt", secret);
            Assert.That(Built(), Is.EqualTo(WithSecrets));
            foreach (var name in WithSecrets)
                Assert.That(Text(name, "/secret").Trim(), Is.EqualTo(reversed), name);
            Assert.That(Built(), Is.Empty);
        }
    }

    [Test]
    public void MayComeFromAnotherPlaceWithTheSameContent()
    {
        Files.Write("elsewhere.txt", Files.Read("secret.txt"));
        var project = Files.Read("images.proj");
        Files.Write("images.proj", project.Replace("=secret.txt", "=elsewhere.txt", StringComparison.Ordinal));
        Assert.That(Built(), Is.Empty);
        Files.Write("images.proj", project);
    }

    [Test]
    public void AreRebuiltAfterABuildThatFailed()
    {
        var dockerfile = Files.Read("without/Dockerfile");
        Files.Write("secret.txt", "three");
        Files.Write("without/Dockerfile", dockerfile + "RUN false\n");
        Assert.That(Folder.Build("-t:EsbImages", "-p:EsbOnly=without").Succeeded, Is.False);
        Files.Write("secret.txt", "four");
        Files.Write("without/Dockerfile", dockerfile);
        Assert.That(Built(), Is.EqualTo(WithSecrets));
        Assert.That(Text("without", "/secret").Trim(), Is.EqualTo("ruof"));
    }
}
