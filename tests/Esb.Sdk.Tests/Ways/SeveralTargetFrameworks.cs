using Esb.Testing;

namespace Esb.Sdk.Tests.Ways;

/// <summary>The inner builds compile nothing: packs of other frameworks would have to be downloaded.</summary>
[TestFixture("element")]
[TestFixture("reference")]
public sealed class SeveralTargetFrameworks(string way) : SdkFixture
{
    private SdkFolder _folder = null!;
    private BuildOutcome _build = null!;
    private FakeDocker _docker = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        _folder.WriteImage("gateway");
        _folder.Write(
            "Directory.Build.targets",
            """<Project><Import Project="inner.targets" Condition="'$(TargetFramework)' != ''" /></Project>""");
        _folder.Write("inner.targets", """<Project><Target Name="Build"><Message Text="inner" /></Target></Project>""");
        _folder.Write("lib.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;net9.0</TargetFrameworks>
                <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
              </PropertyGroup>
              {LibraryWithImages.Use(way)}
              <ItemGroup><EsbImage Include="gateway" Context="gateway" /></ItemGroup>
            </Project>
            """);
        _folder.Write("other.proj", """
            <Project>
              <Target Name="Build">
                <MSBuild Projects="lib.csproj" Targets="GetTargetFrameworks" />
                <MSBuild Projects="lib.csproj" Properties="TargetFramework=net10.0" />
              </Target>
            </Project>
            """);
        _docker = FakeDocker.In(_folder);
        _folder.Commit();
        _build = _folder.Build("lib.csproj", _docker.Argument);
    }

    [Test]
    public void AreAllBuilt() =>
        Assert.That(_build.Messages.Count(static m => m is "inner"), Is.EqualTo(2), _build.ToString());

    [TestCase("build", "lib.csproj", "-f", "net10.0", ExpectedResult = 1)]
    [TestCase("msbuild", "lib.csproj", "-t:Build", "-p:TargetFramework=net9.0", ExpectedResult = 1)]
    [TestCase("build", "lib.csproj", "-f", "net10.0", "-p:EsbImagesOnBuild=false", ExpectedResult = 0)]
    [TestCase("msbuild", "lib.csproj", "-t:Build", "-graph", ExpectedResult = 1)]
    [TestCase("msbuild", "other.proj", ExpectedResult = 0)]
    public int BuildTheImagesInTheBuildThatWasAskedFor(params string[] arguments)
    {
        var outcome = _folder.Dotnet([.. arguments, _docker.Argument]);
        Assert.That((outcome.Succeeded, outcome.Codes), Is.EqualTo((true, Array.Empty<string>())), outcome.ToString());
        return outcome.Tasks.Count(static t => t is "PlanImages");
    }

    [Test]
    public void BuildTheImagesOnce() => Assert.That(_docker.Bakes, Has.Count.EqualTo(1));

    [Test]
    public void BuildWithoutAProblem() =>
        Assert.That((_build.Succeeded, _build.Codes), Is.EqualTo((true, Array.Empty<string>())));
}
