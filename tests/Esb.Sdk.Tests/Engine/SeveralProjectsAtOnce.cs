using System.Text.Json;
using Esb.Testing;

namespace Esb.Sdk.Tests.Engine;

/// <summary>
/// Four projects of one repository side by side: on threads of one process (-mt), and on nodes of their own.
/// </summary>
[TestFixture("-mt")]
[TestFixture("-mt:false")]
public sealed class SeveralProjectsAtOnce(string threads) : SdkFixture
{
    private static readonly string[] Projects = ["a", "b", "c", "d"];
    private SdkFolder _folder = null!;
    private BuildOutcome _build = null!;
    private string _sha = "";

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        foreach (var name in Projects)
        {
            _folder.WriteImage($"{name}/image");
            _folder.WriteProject($"""
                <PropertyGroup><EsbTag>tag-{name}</EsbTag></PropertyGroup>
                <ItemGroup><EsbImage Include="{name}" Context="image" /></ItemGroup>
                """, $"{name}/{name}.proj");
        }

        _folder.Write("all.proj", """
            <Project>
              <ItemGroup><Each Include="a/a.proj;b/b.proj;c/c.proj;d/d.proj" /></ItemGroup>
              <Target Name="All">
                <MSBuild Projects="@(Each)" Targets="EsbGenerateBakeFile" BuildInParallel="true" />
              </Target>
            </Project>
            """);
        _folder.Write("bin/git", """
            #!/bin/sh
            echo "$PWD" >>"$(dirname "$0")/calls.log"
            exec /usr/bin/env PATH="${PATH#*:}" git "$@"
            """);
        File.SetUnixFileMode(_folder["bin/git"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _sha = _folder.Commit();
        _folder.Environment["PATH"] = $"{_folder["bin"]}:{_folder.Environment["PATH"]}";
        _build = _folder.Dotnet("msbuild", "all.proj", "-m:4", threads);
    }

    [Test]
    public void BuildWithoutAProblem() =>
        Assert.That((_build.Succeeded, _build.Codes), Is.EqualTo((true, Array.Empty<string>())), _build.ToString());

    [TestCaseSource(nameof(Projects))]
    public void KeepTheirOwnValues(string name)
    {
        using var bake = JsonDocument.Parse(_folder.Read($"{name}/obj/esb/{name}.proj/docker-bake.json"));
        var target = bake.RootElement.GetProperty("target").GetProperty(name);
        Assert.That(target.GetProperty("context").GetString(), Is.EqualTo(_folder[$"{name}/image"]));
        Assert.That(target.GetProperty("tags")[0].GetString(), Is.EqualTo($"esb-{name}:tag-{name}"));
    }

    [Test]
    public void ShareTheVersionOfTheCommit() =>
        Assert.That(_folder.Read(".esb/meta/version.json"), Does.Contain(_sha));

    [Test]
    public void AskGitAtMostThreeTimesEachInTheirOwnFolder()
    {
        var calls = File.ReadAllLines(_folder["bin/calls.log"]).CountBy(static l => l).ToList();
        Assert.That(calls.Select(static c => c.Key), Is.EquivalentTo(Projects.Select(n => _folder[n])));
        Assert.That(calls.Select(static c => c.Value), Has.All.LessThanOrEqualTo(3));
    }
}
