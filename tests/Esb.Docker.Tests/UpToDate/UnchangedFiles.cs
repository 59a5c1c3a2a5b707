using Esb.Testing;

namespace Esb.Docker.Tests.UpToDate;

/// <summary>Much happened, and nothing that an image is made of changed.</summary>
public sealed class UnchangedFiles : UpToDateFixture
{
    [Test]
    public void MayBeTouchedAndWrittenAgain()
    {
        Files.Write("base/file", "something else for a moment");
        Files.Write("base/file", "of base");
        File.SetLastWriteTimeUtc(Files["leaf/src/file"], new DateTime(2033, 3, 3, 3, 3, 3, DateTimeKind.Utc));
        Assert.That(Built(), Is.Empty);
    }

    [Test]
    public void AreNotThoseThatAreIgnored()
    {
        Files.Write("alone/src/debug.log", "another line");
        Files.Write("alone/src/other.log", "another file");
        Assert.That(Built(), Is.Empty);
    }

    [Test]
    public void MayBeBesideANewBranchAndWhatGitDoesForItself()
    {
        Files.Git("gc", "--quiet");
        Files.Git("fetch", "--quiet", ".", "main:copy");
        Files.Git("checkout", "--quiet", "-b", "same-commit");
        Assert.That(Built(), Is.Empty);
    }

    [Test]
    public void MayBeBesideAnotherProject()
    {
        Files.WriteProject($"""
            <PropertyGroup><EsbOutputPath>obj/second/</EsbOutputPath></PropertyGroup>
            <ItemGroup>
              <EsbImage Include="alone" Context="alone/src" Contexts="shared=shared"
                        Repository="{Folder.Brand}-second" />
            </ItemGroup>
            """, "second.proj");
        var build = Files.Build("second.proj", "-t:EsbImages");
        Assert.That(build.Succeeded, Is.True, build.ToString());
        Assert.That(Built(), Is.Empty);
    }

    [TestCase("LC_ALL", "tr_TR.UTF-8")]
    [TestCase("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")]
    [TestCase("TZ", "Asia/Tokyo")]
    [TestCase("USER", "somebody")]
    [TestCase("HOME", "/tmp")]
    public void MayBeSeenWithOtherEyes(string variable, string value)
    {
        var old = Files.Environment.GetValueOrDefault(variable);
        Files.Environment[variable] = value;
        Assert.That(Built(), Is.Empty);
        Files.Environment.Remove(variable);
        if (old is not null)
            Files.Environment[variable] = old;
    }

    [Test]
    public void MayBeInAnotherFolderWithTheRecordsKept()
    {
        using var elsewhere = new TemporaryFolder();
        ProgramRun.Must(elsewhere.Root, "git", "clone", "--quiet", "--no-hardlinks", Files.Root, elsewhere["clone"]);
        ProgramRun.Must(elsewhere["clone"], "git", "checkout", "--quiet", Files.Git("rev-parse", "HEAD"));
        // The address is part of version.json.
        ProgramRun.Must(elsewhere["clone"], "git", "remote", "remove", "origin");
        foreach (var kept in (string[])["obj", "." + Folder.Brand, "nuget.config", "alone/src/debug.log"])
            ProgramRun.Must(elsewhere.Root, "cp", "-r", Files[kept], elsewhere["clone/" + kept]);
        var plan = ProgramRun.Run(
            elsewhere["clone"], Files.Environment, "dotnet", "msbuild", "images.proj", "-getTargetResult:EsbPlan");
        Assert.That(plan.Output, Does.Contain("\"Items\": []"), plan.Output + plan.Error);
    }
}
