using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

public sealed class TwoVersionsAtOnce : SdkFixture
{
    [Test]
    public void AreAWarningThatSaysWhichOneIsUsed()
    {
        var folder = NewFolder();
        folder.WriteImage("gateway");
        var images = """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""";
        WriteLibrary(
            folder,
            "lib.csproj",
            LibraryWithImages.Use("element and reference", PackedSdk.OtherVersion) + images);
        folder.Commit();

        var outcome = folder.Build("lib.csproj", "-t:EsbGenerateBakeFile");

        Assert.That(outcome.Succeeded, outcome.ToString());
        Assert.That(outcome.Codes, Is.EqualTo(new[] { "ESB1302" }));
        Assert.That(outcome.Warnings[0].File, Is.EqualTo(folder["lib.csproj"]));
        Assert.That(outcome.Warnings[0].Message, Does.Contain($"/esb.sdk/{PackedSdk.OtherVersion}/ is used"));
    }
}
