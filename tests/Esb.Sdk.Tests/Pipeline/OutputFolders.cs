using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

/// <summary>Where generated files go, however a project or a command line says it.</summary>
public sealed class OutputFolders : SdkFixture
{
    private const string Image = """<ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>""";

    [TestCase("-p:EsbOutputPath=out/", "p/out/docker-bake.json")]
    [TestCase("-p:EsbBakeFile=bake.json", "p/bake.json")]
    [TestCase("-p:EsbBakeFile=../bake.json", "bake.json")]
    public void CountFromTheProjectAndNotFromTheCaller(string property, string file)
    {
        var folder = NewFolder();
        folder.WriteImage("p/gateway");
        folder.WriteProject(Image, "p/images.proj");
        folder.Commit();
        var build = folder.Build("p/images.proj", "-t:EsbGenerateBakeFile", property);
        Assert.That((build.Succeeded, build.Codes), Is.EqualTo((true, Array.Empty<string>())), build.ToString());
        Assert.That(folder[file], Does.Exist);
    }

    [Test]
    public void MayBeAFileWithoutAFolder()
    {
        var folder = NewImageFolder(
            "<PropertyGroup><EsbBakeFile>docker-bake.json</EsbBakeFile></PropertyGroup>" + Image);
        var items = folder.TargetItems("EsbGenerateBakeFile", "images.proj");
        Assert.That(items.Single().GetProperty("Identity").GetString(), Is.EqualTo(folder["docker-bake.json"]));
    }

    [Test]
    public void AreNoFolderOfSomebodyElsesFiles()
    {
        var folder = NewImageFolder("<PropertyGroup><EsbOutputPath>artifacts/</EsbOutputPath></PropertyGroup>" + Image);
        folder.Write("artifacts/app/server", "x");
        folder.Commit();
        var build = folder.Build("images.proj", "-t:EsbGenerateBakeFile");
        Assert.That(build.Codes, Is.EqualTo(new[] { "ESB2033" }), build.ToString());
        folder.Must("dotnet", "clean", "images.proj");
        Assert.That(folder.Read("artifacts/app/server"), Is.EqualTo("x"));
    }

    [Test]
    public void AreOneForAProjectThroughALink()
    {
        using var elsewhere = new TemporaryFolder();
        var folder = NewImageFolder("""
            <ItemGroup><EsbImage Include="all" Context="." Dockerfile="gateway/Dockerfile" /></ItemGroup>
            """);
        Directory.CreateSymbolicLink(elsewhere["link"], folder.Root);
        var here = Fingerprint(folder, folder["images.proj"]);
        var there = Fingerprint(folder, elsewhere["link/images.proj"]);
        Assert.That((there, Fingerprint(folder, folder["images.proj"])), Is.EqualTo((here, here)));
    }

    [Test]
    public void AreTwoForTwoProjectsInOneFolder()
    {
        var folder = NewImageFolder(Image);
        folder.WriteProject(Image, "images.esbproj");
        foreach (var project in (string[])["images.proj", "images.esbproj"])
        {
            Assert.That(folder.Build(project, "-t:EsbGenerateBakeFile").Succeeded);
            Assert.That(folder[$"obj/esb/{project}/docker-bake.json"], Does.Exist);
        }

        folder.Must("dotnet", "clean", "images.proj");
        Assert.That(folder["obj/esb/images.proj"], Does.Not.Exist);
        Assert.That(folder["obj/esb/images.esbproj/docker-bake.json"], Does.Exist);
    }

    private static string Fingerprint(SdkFolder folder, string project)
    {
        var items = folder.Ask(project, "-t:EsbGenerateBakeFile", "-getItem:EsbPlannedImage")
            .GetProperty("Items").GetProperty("EsbPlannedImage");
        return items.EnumerateArray().Single().GetProperty("Fingerprint").GetString()!;
    }
}
