using System.Text.RegularExpressions;
using System.Xml.Linq;
using Esb.Build.Images;

namespace Esb.Conventions.Tests;

internal sealed partial class ImportedFiles
{
    // Names of MSBuild, NuGet and Visual Studio that a project must give them.
    private static readonly HashSet<string> TheirNames = Words(
        """
        BaseIntermediateOutputPath BuildInParallel Configuration DefaultProjectTypeGuid DirectoryBuildPropsPath
        DirectoryBuildTargetsPath DisableFastUpToDateCheck ImportDirectoryBuildProps MSBuildTreatWarningsAsErrors
        MSBuildUseVisualStudioDirectoryLayout MSBuildWarningsAsErrors MSBuildWarningsAsMessages
        MSBuildWarningsNotAsErrors NetCoreSdkRoot NuGetRestoreTargets Platform ProjectAssetsFile
        ProjectReferenceTargets UpToDateCheckOutput _DirectoryBuildPropsBasePath _DirectoryBuildPropsFile
        Build BuildCompile BuildGenerateSources BuildLink Clean CompileDesignTime GetCopyToOutputDirectoryItems
        GetCopyToPublishDirectoryItems GetNativeManifest GetTargetFrameworks GetTargetPath
        GetTargetPathWithTargetPlatformMoniker Pack Publish PublishContainer Rebuild Restore VSTest
        CollectCentralPackageVersions CollectPackageReferences _CollectRestoreInputs _CollectWatchItems
        _GenerateProjectRestoreGraph _GenerateRestoreGraphProjectEntry _GenerateRestoreProjectPathWalk
        _IsProjectRestoreSupported _MTPBuild _TestRunStart
        """);

    // What MSBuild's XMakeElements.cs and ItemSpecModifiers.cs keep for themselves.
    private static readonly HashSet<string> Reserved = Words(
        """
        Choose ImportGroup ItemGroup OnError Otherwise Output ProjectExtensions PropertyGroup Target UsingTask
        VisualStudioProject When
        AccessedTime CreatedTime DefiningProjectDirectory DefiningProjectExtension DefiningProjectFullPath
        DefiningProjectName Directory Extension Filename FullPath Identity ModifiedTime RecursiveDir RelativeDir RootDir
        """);

    [Test]
    public void SetNothingThatBelongsToOthers() => Violations.AreNone(
        SdkFiles.Names().Where(static name => !Own().IsMatch(name) && !TheirNames.Contains(name)),
        "Esb… is public, _Esb… is private, nothing else. Rename it; or, where MSBuild asks for the name, add it to the list in this test:");

    [Test]
    public void UseNoMetadataThatMSBuildKeepsForItself() => Violations.AreNone(
        typeof(ImageItem).GetProperties().Select(static p => p.Name).Where(Reserved.Contains),
        "MSBuild refuses this metadata in every project (MSB4118, MSB4066). Give the property of ImageItem another name:");

    [Test]
    public void AreShort() => Violations.AreNone(
        SdkFiles.All.Where(static f => f.Lines.Count > 90).Select(static f => $"{f.Path}: {f.Lines.Count} lines"),
        "A file of one room has at most 90 lines. Is it two rooms?");

    [Test]
    public void LeaveProgrammingToTheTasks() => Violations.AreNone(
        SdkFiles.All.SelectMany(static f => f.LinesWhere(static line => Programming().IsMatch(line))),
        "No Split, Substring or Replace in XML: do it in the task, where it can be tested.");

    [Test]
    public void EmptyAnItemBeforeATaskFillsIt() => Violations.AreNone(
        SdkFiles.Elements().Where(static e => e.Name.LocalName is "Output" && e.Attribute("ItemName") is not null)
            .Select(static e => (Item: (string)e.Attribute("ItemName")!, Target: e.Parent!.Parent!))
            .Where(StaysFilled)
            .Select(static o => $"{(string?)o.Target.Attribute("Name")}: {o.Item}"),
        "A target that runs twice in one build would give every item twice. Begin it with <Item Remove=\"@(Item)\" />:");

    private static bool StaysFilled((string Item, XElement Target) output) =>
        output.Target.Elements("ItemGroup").SelectMany(group => group.Elements(output.Item))
            .All(static e => e.Attribute("Remove") is null);

    private static HashSet<string> Words(string text) =>
        text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("^_?Esb[A-Z]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Own();

    [GeneratedRegex(@"\.(Split|Substring|Replace)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Programming();
}
