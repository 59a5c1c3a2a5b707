using Esb.Testing;

namespace Esb.Sdk.Tests.Repositories;

public sealed class WrongRepositories : SdkFixture
{
    [Test]
    public void AreAnErrorWhereTheRootIsNotTheTop() =>
        AssertOneError(NewImageFolder(), "ESB2901", "-p:EsbRepoRoot=gateway");

    [Test]
    public void AreAnErrorWhereTheRootIsNowhere() =>
        AssertOneError(NewImageFolder(), "ESB2902", "-p:EsbRepoRoot=nowhere");

    [Test]
    public void AreAnErrorWhereThereIsNone()
    {
        var folder = NewImageFolder();
        Directory.Delete(folder[".git"], recursive: true);
        AssertOneError(folder, "ESB1001");
    }

    [Test]
    public void AreAnErrorWithoutACommit()
    {
        var folder = NewFolder();
        folder.WriteImage("gateway");
        folder.WriteProject("""<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""");
        AssertOneError(folder, "ESB1002");
    }

    [TestCase("EsbImages")]
    [TestCase("EsbVerify")]
    [TestCase("EsbPush")]
    [TestCase("Build")]
    [TestCase("Clean")]
    public void AreNoMatterWithoutImages(string target)
    {
        var folder = NewFolder();
        Directory.Delete(folder[".git"], recursive: true);
        folder.WriteProject("");

        var outcome = folder.Dotnet("msbuild", "images.proj", "-t:" + target, "-p:EsbDockerPath=/nowhere/docker");

        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        Assert.That(outcome.Tasks, Has.None.AnyOf("ResolveGitContext", "RunBake"));
    }

    private static void AssertOneError(SdkFolder folder, string code, params string[] arguments)
    {
        var outcome = folder.Dotnet(["msbuild", "images.proj", "-t:EsbGenerateBakeFile", .. arguments]);
        Assert.That(
            (outcome.Succeeded, string.Join(' ', outcome.Codes)),
            Is.EqualTo((false, code)),
            outcome.ToString());
        Assert.That(outcome.Errors[0].File, Is.EqualTo(folder["images.proj"]));
    }
}
