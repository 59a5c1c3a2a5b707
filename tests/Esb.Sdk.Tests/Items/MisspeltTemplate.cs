namespace Esb.Sdk.Tests.Items;

public sealed class MisspeltTemplate : SdkFixture
{
    [Test]
    public void IsReportedWhereItIsNamed()
    {
        var folder = NewFolder();
        folder.WriteImage("gateway");
        folder.Write("deploy/template.yaml", "Resources: {}");
        folder.WriteProject("""
            <ItemGroup>
              <EsbImage Include="gateway" Context="gateway" />
              <EsbSamTemplate Include="deploy/template.yaml" />
              <EsbSamTemplate Include="deploy/templat.yaml" />
              <EsbSamTemplate Include="deploy" />
            </ItemGroup>
            """);
        folder.Commit();
        var build = folder.Build("images.proj", "-t:EsbGenerateBakeFile");
        Assert.That(
            build.Errors.Select(static e => (e.Code, e.File, e.Line)),
            Is.EqualTo(new[] { ("ESB2232", folder["images.proj"], 5), ("ESB2232", folder["images.proj"], 6) }),
            build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain("'deploy/templat.yaml' is no file"));
    }
}
