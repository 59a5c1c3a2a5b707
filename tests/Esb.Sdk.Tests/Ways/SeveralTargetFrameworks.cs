using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>The inner builds compile nothing: packs of other frameworks would have to be downloaded.</summary>
[TestFixture("element")]
[TestFixture("reference")]
public sealed class SeveralTargetFrameworks(string way) : SdkFixture
{
    private BuildOutcome _build = null!;
    private FakeDocker _docker = null!;

    [OneTimeSetUp]
    public void Build()
    {
        var folder = NewFolder();
        folder.WriteImage("gateway");
        folder.Write(
            "Directory.Build.targets",
            """<Project><Import Project="inner.targets" Condition="'$(TargetFramework)' != ''" /></Project>""");
        folder.Write("inner.targets", """<Project><Target Name="Build"><Message Text="inner" /></Target></Project>""");
        folder.Write("lib.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;net9.0</TargetFrameworks>
                <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
              </PropertyGroup>
              {LibraryWithImages.Use(way)}
              <ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>
            </Project>
            """);
        _docker = FakeDocker.In(folder);
        folder.Commit();
        _build = folder.Build("lib.csproj", _docker.Argument);
    }

    [Test]
    public void AreAllBuilt() =>
        Assert.That(_build.Messages.Count(static m => m is "inner"), Is.EqualTo(2), _build.ToString());

    [Test]
    public void BuildTheImagesOnce() => Assert.That(_docker.Bakes, Has.Count.EqualTo(1));

    [Test]
    public void BuildWithoutAProblem() =>
        Assert.That((_build.Succeeded, _build.Codes), Is.EqualTo((true, Array.Empty<string>())));
}
