using System.IO.Compression;
using System.Runtime.InteropServices;
using Esb.Testing;

namespace Esb.Conventions.Tests;

internal sealed class PackageContent
{
    private static readonly string[] Expected =
    [
        "Esb.Sdk.nuspec",
        "README.md",
        "Sdk/Sdk.props",
        "Sdk/Sdk.targets",
        "Sdk/Solution.targets",
        "[Content_Types].xml",
        "_rels/.rels",
        "build/Esb.Sdk.props",
        "build/Esb.Sdk.targets",
        "buildMultiTargeting/Esb.Sdk.props",
        "buildMultiTargeting/Esb.Sdk.targets",
        "package/services/metadata/core-properties/nuget.psmdcp",
        "targets/Esb.Bake.targets",
        "targets/Esb.Builder.targets",
        "targets/Esb.BuilderDefaults.props",
        "targets/Esb.Cache.targets",
        "targets/Esb.Check.targets",
        "targets/Esb.Core.props",
        "targets/Esb.Core.targets",
        "targets/Esb.Defaults.props",
        "targets/Esb.Frameworks.targets",
        "targets/Esb.Git.targets",
        "targets/Esb.Hooks.targets",
        "targets/Esb.Live.targets",
        "targets/Esb.Package.props",
        "targets/Esb.Plan.targets",
        "targets/Esb.Prepare.targets",
        "targets/Esb.References.targets",
        "targets/Esb.Registry.targets",
        "targets/Esb.Restore.targets",
        "targets/Esb.Run.targets",
        "targets/Esb.Standalone.props",
        "targets/Esb.Standalone.targets",
        "targets/Esb.Verify.targets",
        "targets/Esb.Version.targets",
        "targets/no-packages.assets.json",
        "tasks/net10.0/Esb.Build.Tasks.dll",
        "tasks/net10.0/Esb.Build.dll",
        "tasks/net10.0/LibGit2Sharp.dll",
        "tasks/net10.0/YamlDotNet.dll",
    ];

    // Compiled ahead of time, which only a release build does.
    private static readonly string[] Ready =
    [
        "tasks/linux-x64/Esb.Build.Tasks.dll",
        "tasks/linux-x64/Esb.Build.dll",
        "tasks/linux-x64/LibGit2Sharp.dll",
        "tasks/linux-x64/YamlDotNet.dll",
    ];

    [Test]
    public void IsExactlyThis()
    {
        using var package = ZipFile.OpenRead(PackedSdk.PackageFile);
        Violations.AreNone(
            package.Entries.Select(static e => e.FullName),
            HasReadyTasks ? [.. Expected, .. Ready] : Expected,
            "The package lacks a file. Add it in sdk/Esb.Sdk.csproj, or take it from the list in this test:",
            "The package has a file that nobody decided on. Keep it out in sdk/Esb.Sdk.csproj, or add it to the list in this test:");
    }

    // As Directory.Build.props and sdk/Esb.Sdk.csproj decide it.
    private static bool HasReadyTasks =>
        Repository.Configuration is "Release"
        && OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is Architecture.X64;

    [Test]
    public void KnowsItsOwnVersion()
    {
        using var package = ZipFile.OpenRead(PackedSdk.PackageFile);
        using var text = new StreamReader(package.GetEntry("targets/Esb.Package.props")!.Open());
        Assert.That(text.ReadToEnd(), Does.Contain($"<EsbSdkVersion>{PackedSdk.Version}</EsbSdkVersion>"),
            "sdk/Esb.Sdk.csproj writes the version of the package into Esb.Package.props.");
    }

    [Test]
    public void DependsOnNoOtherPackage()
    {
        using var package = ZipFile.OpenRead(PackedSdk.PackageFile);
        using var text = new StreamReader(package.GetEntry("Esb.Sdk.nuspec")!.Open());
        Assert.That(text.ReadToEnd(), Does.Not.Contain("<dependency "),
            "An MSBuild SDK gets no dependencies restored: what the tasks need lies beside them.");
    }
}
