using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Build.Images;
using Esb.Build.Versions;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Writes <c>.&lt;brand&gt;/meta/version.json</c>, which every image carries as <c>/app/version.json</c>.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateVersionJson : EsbTask
{
    public string Brand { get; set; } = "";

    [Required]
    public string RepositoryRoot { get; set; } = "";

    [Required]
    public string Sha { get; set; } = "";

    [Required]
    public string ShortSha { get; set; } = "";

    /// <summary>In: as git says it now. Out: as images of this commit have it.</summary>
    [Required]
    [Output]
    public string Version { get; set; } = "";

    public string RepositoryUrl { get; set; } = "";

    /// <summary>Seconds that another build of the repository may take to write the file.</summary>
    public double LockTimeout { get; set; } = 60;

    /// <summary>Absolute path of the file.</summary>
    [Output]
    public string VersionFile { get; private set; } = "";

    protected override void Run(ProblemList problems)
    {
        if (Images.Brand.TryParse(Brand) is not { } brand)
        {
            problems.Add(Rules.BadProperty, new(ProjectFile), "EsbBrand", Brand, ImageName.Legal);
            return;
        }

        if (StateFolder.Prepare(RepositoryRoot, brand.Value, problems) is not { } folder)
            return;

        VersionFile = Path.Combine(folder, "meta", "version.json");
        var git = new GitContext(RepositoryRoot, "", "", Sha, ShortSha, Version, RepositoryUrl, "");
        var request = new VersionRequest(VersionFile, git, TimeProvider.System, Environment)
        {
            LockTimeout = TimeSpan.FromSeconds(Math.Clamp(LockTimeout, 0, 86400)),
            OnWait = holder => Say($"Waiting for the lock 'meta', held by {holder}"),
        };
        Version = Versions.VersionFile.Write(request, problems, Cancellation).Version;
    }
}
