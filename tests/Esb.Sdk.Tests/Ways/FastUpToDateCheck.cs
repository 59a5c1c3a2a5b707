namespace Esb.Sdk.Tests.Ways;

/// <summary>Visual Studio's own check, which knows of assemblies only, must not skip a build that has images.</summary>
public sealed class FastUpToDateCheck : SdkFixture
{
    [TestCase("", ExpectedResult = false)]
    [TestCase("<EsbImage Include=\"gateway\" Context=\"gateway\" />", ExpectedResult = true)]
    [TestCase("<EsbSamTemplate Include=\"template.yaml\" />", ExpectedResult = true)]
    public bool MissesAFileWhereThereAreImages(string items)
    {
        var folder = NewFolder();
        WriteLibrary(folder, "lib.csproj", LibraryWithImages.Use("element") + $"<ItemGroup>{items}</ItemGroup>");

        var answer = folder.Ask("lib.csproj", "-getProperty:DisableFastUpToDateCheck", "-getItem:UpToDateCheckOutput");

        Assert.That(answer.GetProperty("Properties").GetProperty("DisableFastUpToDateCheck").GetString(), Is.Empty);
        return answer.GetProperty("Items").GetProperty("UpToDateCheckOutput").GetArrayLength() > 0;
    }
}
