using Esb.Testing;

namespace Esb.Benchmarks;

/// <summary>
/// A temporary repository with a project <c>images.proj</c>, whose images are removed with it. No two share anything in
/// a builder's cache.
/// </summary>
internal abstract class MeasuredRepository : IDisposable
{
    private const string NoTarget = "<Target Name=\"Empty\" />";

    protected MeasuredRepository()
    {
        // As users have it: the tests' own settings keep processes of MSBuild from being used again.
        Folder.Environment.Remove("MSBUILDDISABLENODEREUSE");
        Folder.Environment.Remove("DOTNET_CLI_USE_MSBUILD_SERVER");
        Folder.Write("empty.proj", $"<Project>{NoTarget}</Project>\n");
    }

    protected SdkFolder Folder { get; } = new();

    /// <summary>Also good for text that no other build has in its cache.</summary>
    protected string Brand { get; } = $"esb-bench-{Path.GetRandomFileName()[..6]}";

    /// <summary>MSBuild's own time: a target that does nothing, in a project without SDK.</summary>
    public Sample Empty() => Dotnet("empty.proj", "Empty");

    /// <summary>The same in the project with images: what MSBuild needs to find and read an SDK's package.</summary>
    public Sample EmptyWithSdk() => Dotnet("images.proj", "Empty");

    public Sample Build() => Dotnet("images.proj", "EsbImages");

    /// <summary>Only the definition.</summary>
    public Sample Generate() => Dotnet("images.proj", "EsbGenerateBakeFile");

    public void Dispose()
    {
        DockerEngine.RemoveImages(Brand + "-");
        Folder.Dispose();
    }

    /// <param name="ignored">More lines of the <c>.gitignore</c>.</param>
    protected void WriteProject(string body, string ignored = "")
    {
        Folder.Write(".gitignore", $"obj/\n.{Brand}/\n{ignored}");
        Folder.WriteProject($"<PropertyGroup><EsbBrand>{Brand}</EsbBrand></PropertyGroup>\n{body}\n{NoTarget}");
    }

    private Sample Dotnet(string project, string target) => Sample.Run(
        Folder.Root, Folder.Environment, "dotnet", "build", project, "-t:" + target, "-v:q", "-nologo");
}
