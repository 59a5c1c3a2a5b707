using Esb.Testing;

namespace Esb.Sdk.Tests.Items;

public sealed class WrongItems : SdkFixture
{
    private SdkFolder _folder = null!;
    private BuildOutcome _build = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway");
        _folder.Write("shared/more.props", """
            <Project>
              <ItemGroup>
                <EsbImage Include="imported" Context="$(MSBuildThisFileDirectory)../gateway" Kind="strange" />
              </ItemGroup>
            </Project>
            """);
        _folder.WriteProject("""
            <Import Project="shared/more.props" />
            <ItemGroup>
              <EsbImage Include="gateway" Context="gateway" />
              <EsbImage Include="agent" Context="agent" />

              <EsbImage Include="runtime" Context="gateway"
                        BaseImages="nobody" />
            </ItemGroup>
            <ItemGroup>
              <EsbImage Update="gateway" Network="moon" />
            </ItemGroup>
            """);
        _folder.Commit();
        _build = _folder.Build("images.proj", "-t:EsbGenerateBakeFile");
    }

    [Test]
    public void AreAllReportedAtOnce() =>
        Assert.That(
            _build.Codes,
            Is.EquivalentTo(new[] { "ESB2002", "ESB2004", "ESB2009", "ESB2015" }),
            _build.ToString());

    [TestCase("ESB2004", "images.proj", 5)]
    [TestCase("ESB2009", "images.proj", 7)]
    [TestCase("ESB2002", "shared/more.props", 3)]
    public void AreReportedWhereTheyStand(string code, string file, int line)
    {
        var error = _build.Errors.Single(e => e.Code.Equals(code, StringComparison.Ordinal));
        Assert.That((error.File, error.Line), Is.EqualTo((_folder[file], line)));
    }

    [Test]
    public void LeaveNoBakeFile() => Assert.That(_folder["obj/esb/images.proj/docker-bake.json"], Does.Not.Exist);

    [Test]
    public void AreNoErrorOfMSBuildToo() => Assert.That(_build.Codes, Has.None.StartsWith("MSB"));
}
