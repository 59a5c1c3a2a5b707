using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>An image of what a C# project compiles to, and a library that the project references.</summary>
public sealed class ReferencedProjects : DockerFixture
{
    private const string Settings = """
        <PropertyGroup>
          <TargetFramework>net10.0</TargetFramework>
          <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
          <OutputPath>bin/out</OutputPath>
          <Deterministic>true</Deterministic>
        </PropertyGroup>
        """;

    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        WriteLibrary("first");
        _folder.Files.Write("library/library.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Settings}</Project>\n");
        _folder.Files.Write("other/other.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Settings}</Project>\n");
        _folder.Files.Write("app/App.cs", "public static class App { public static string Say => Library.Word; }\n");
        _folder.Files.Write("app/Dockerfile", "FROM esb-test/busybox:1\nCOPY library.dll app.dll /\n" + CopyVersion);
        _folder.Files.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="Esb.Sdk" Version="{PackedSdk.Version}" />
              {Settings}
              <ItemGroup>
                <ProjectReference Include="../library/library.csproj" />
                <EsbImage Include="app" Context="bin/out" Dockerfile="Dockerfile" />
              </ItemGroup>
            </Project>
            """);
        _folder.Files.Commit();
        Assert.That(IsStale(), Is.True);
    }

    [Test]
    public void RebuildWhatStandsOnThem()
    {
        Assert.That(IsStale(), Is.False);
        WriteLibrary("second");
        Assert.That(IsStale(), Is.True);
        Assert.That(DockerEngine.Read(_folder.Image("app"), "/library.dll"), Does.Contain("s\0e\0c\0o\0n\0d"));
        Assert.That(IsStale(), Is.False);
    }

    [Test]
    public void RebuildNothingThatDoesNotReferenceThem()
    {
        Assert.That(IsStale(), Is.False);
        _folder.Files.Write("other/Other.cs", "public static class Other { }\n");
        var build = _folder.Files.Build("other/other.csproj");
        Assert.That(build.Succeeded, Is.True, build.ToString());
        Assert.That(IsStale(), Is.False);
    }

    private void WriteLibrary(string word) => _folder.Files.Write(
        "library/Library.cs", $"public static class Library {{ public static string Word => \"{word}\"; }}\n");

    // The images are built after the compiler, by a plain `dotnet build`.
    private bool IsStale()
    {
        var build = _folder.Files.Build("app/app.csproj");
        Assert.That(build.Succeeded, Is.True, build.ToString());
        return _folder.Json("app/obj/esb/app.csproj/plan.json").GetProperty("images")[0]
            .GetProperty("stale").GetBoolean();
    }
}
