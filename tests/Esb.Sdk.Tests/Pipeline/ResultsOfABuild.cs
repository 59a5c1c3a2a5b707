namespace Esb.Sdk.Tests.Pipeline;

/// <summary>What the user may set, the build only reads; what it finds out has names of its own.</summary>
public sealed class ResultsOfABuild : SdkFixture
{
    [TestCase("docker", "")]
    [TestCase("docker-container", "esb-buildx")]
    public void LeaveWhatTheUserMaySetAsItWas(string driver, string chosen)
    {
        var folder = NewImageFolder();
        folder.Environment["BUILDX_CONFIG"] = Directory.CreateDirectory(folder["obj/buildx"]).FullName;

        var values = folder.Properties(
            ["EsbRepoRoot", "EsbBuilder", "_EsbChosenBuilder", "EsbGitRoot", "EsbVersion", "_EsbGitVersion"],
            "images.proj", "-t:EsbPlan", FakeDocker.In(folder).Argument, "-p:EsbBuilderDriver=" + driver);

        Assert.That((values["EsbRepoRoot"], values["EsbBuilder"]), Is.EqualTo(("", "")));
        Assert.That(values["_EsbChosenBuilder"], Is.EqualTo(chosen));
        Assert.That(values["EsbGitRoot"].TrimEnd('/'), Is.EqualTo(folder.Root.TrimEnd('/')));
        Assert.That(values["EsbVersion"], Is.EqualTo(values["_EsbGitVersion"]).And.Not.Empty);
    }
}
