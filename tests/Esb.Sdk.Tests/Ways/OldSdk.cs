namespace Esb.Sdk.Tests.Ways;

public sealed class OldSdk : SdkFixture
{
    [Test]
    public void IsOneErrorThatSaysWhatToInstall()
    {
        var folder = NewImageFolder();

        // Stands for the MSBuild of .NET SDK 9.0.300, which cannot be installed here.
        var outcome = folder.Build("images.proj", "-p:_EsbMSBuildVersion=17.14.1");

        Assert.That(outcome.Succeeded, Is.False);
        Assert.That(outcome.Codes, Is.EqualTo(new[] { "ESB1301" }));
        Assert.That(outcome.Errors[0].File, Is.EqualTo(folder["images.proj"]));
        Assert.That(outcome.Errors[0].Message, Does.Contain("10.0.400").And.Contain("17.14.1"));
    }
}
