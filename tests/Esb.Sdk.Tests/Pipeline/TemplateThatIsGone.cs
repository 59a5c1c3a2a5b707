namespace Esb.Sdk.Tests.Pipeline;

public sealed class TemplateThatIsGone : SdkFixture
{
    /// <summary>Whoever runs the functions would take them for present ones.</summary>
    [Test]
    public void LeavesNothingOfItsFunctions()
    {
        var folder = NewFolder();
        folder.WriteImage("image");
        folder.Write("app/app.py", "");
        folder.Write("template.yaml", """
            Resources:
              Hello:
                Type: AWS::Serverless::Function
                Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: app}
            """);
        folder.WriteProject(Items("<EsbSamTemplate Include='template.yaml' />"));
        folder.Commit();
        folder.Must("dotnet", "msbuild", "images.proj", "-t:EsbGenerateBakeFile");
        Assert.That(folder["obj/esb/images.proj/functions/hello/Dockerfile"], Does.Exist);
        Assert.That(folder["obj/esb/images.proj/functions.yml"], Does.Exist);

        folder.WriteProject(Items(""));
        folder.Must("dotnet", "msbuild", "images.proj", "-t:EsbGenerateBakeFile");
        Assert.That(folder["obj/esb/images.proj/functions"], Does.Not.Exist);
        Assert.That(folder["obj/esb/images.proj/functions.yml"], Does.Not.Exist);
        Assert.That(folder["obj/esb/images.proj/docker-bake.json"], Does.Exist);
    }

    private static string Items(string template) =>
        $"<ItemGroup><EsbImage Include='gateway' Context='image' />{template}</ItemGroup>";
}
