using Esb.Testing;

namespace Esb.Sdk.Tests.Pipeline;

public sealed class SelectedImages : SdkFixture
{
    private SdkFolder _folder = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _folder = NewFolder();
        _folder.WriteImage("image");
        _folder.WriteProject("""
            <PropertyGroup><EsbRegistry>127.0.0.1:5010</EsbRegistry></PropertyGroup>
            <ItemGroup>
              <EsbImage Include="os-base" Kind="base" Context="image" />
              <EsbImage Include="gateway" Kind="control" Context="image" Groups="edge"
                        Modes="docker;containerd" BaseImages="os-base" />
              <EsbImage Include="agent" Kind="control" Context="image" Groups="edge" />
              <EsbImage Include="resize" Kind="function" Context="image" />
            </ItemGroup>
            """);
        _folder.Commit();
    }

    [TestCase("", "os-base agent gateway-docker resize")]
    [TestCase("agent", "agent")]
    [TestCase("gateway", "gateway-docker")]
    [TestCase("gateway-containerd", "gateway-containerd")]
    [TestCase("edge", "agent gateway-containerd gateway-docker")]
    [TestCase("functions", "resize")]
    [TestCase("*a*", "agent gateway-docker os-base")]
    [TestCase("agent%3Bresize", "agent resize")]
    public void AreThoseThatEsbOnlyNames(string only, string targets) =>
        Assert.That(Planned("-p:EsbOnly=" + only), Is.EquivalentTo(targets.Split(' ')));

    [Test]
    public void AreThoseOfTheMode() =>
        Assert.That(
            Planned("-p:EsbMode=containerd"),
            Is.EquivalentTo(new[] { "os-base", "agent", "gateway-containerd", "resize" }));

    [Test]
    public void ComeAfterTheirBases()
    {
        var planned = Planned("-p:EsbOnly=*");
        Assert.That(planned.IndexOf("gateway-docker"), Is.GreaterThan(planned.IndexOf("os-base")));
    }

    [Test]
    public void AreAnErrorWhereTheNameIsUnknown()
    {
        var outcome = _folder.Build("images.proj", "-t:EsbGenerateBakeFile", "-p:EsbOnly=gatway");
        Assert.That(outcome.Codes, Is.EqualTo(new[] { "ESB2032" }));
        Assert.That(outcome.Errors[0].Message, Does.Contain("gatway").And.Contain("agent"));
        Assert.That(outcome.Errors[0].File, Is.EqualTo(_folder["images.proj"]));
    }

    private List<string> Planned(string argument) =>
        [.. _folder.Ask("images.proj", "-t:EsbGenerateBakeFile", argument, "-getItem:EsbPlannedImage")
            .GetProperty("Items").GetProperty("EsbPlannedImage").EnumerateArray()
            .Select(static i => i.GetProperty("Identity").GetString()!)];
}
