using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Testing;

namespace Esb.Build.Tests.Fingerprints;

/// <summary>A repository with an image, gateway, that has some of everything.</summary>
internal sealed class GatewayImage : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GatewayImage(string root = "repo")
    {
        Root = _folder[root];
        Write("services/gateway/Dockerfile", "FROM scratch\nCOPY . /\n");
        Write("services/gateway/.dockerignore", "*.log\n");
        Write("services/gateway/app.py", "print(1)\n");
        Write("services/gateway/lib/util.py", "pass\n");
        Write("services/gateway/debug.log", "x");
        Write("config/app.yaml", "port: 80\n");
        Write(".esb/meta/version.json", "{}\n");
        Write("npmrc", "token\n");
        Image = new("gateway", ImageName.TryParse("gateway")!, ImageKind.Service, new(Root))
        {
            Context = this["services/gateway"],
            Dockerfile = this["services/gateway/Dockerfile"],
        };
        With(Image.Contexts.Add("config", this["config"]).Add("meta", this[".esb/meta"]));
    }

    public string Root { get; }

    public ImageDefinition Image { get; set; }

    /// <summary>What the image is built from, before it.</summary>
    public List<ImageDefinition> Bases { get; } = [];

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string FormatVersion { get; set; } = "1";

    public List<string> OwnFolders { get; } = [];

    public string CacheFile => this["obj/stat-cache.bin"];

    public FingerprintRequest Request => new([.. Bases, Image], Root, CacheFile, this[".esb/salt"])
    {
        Environment = Environment,
        FormatVersion = FormatVersion,
        OwnFolders = OwnFolders,
    };

    public string this[string relative] => Path.GetFullPath(relative, Root);

    public void With(System.Collections.Immutable.ImmutableSortedDictionary<string, string> contexts) =>
        Image = Image with { Contexts = contexts };

    public void Write(string relative, string content) => _folder.Write(this[relative], content);

    public ImageInputs Look() => LookAtAll()["gateway"];

    public IReadOnlyDictionary<string, ImageInputs> LookAtAll()
    {
        var problems = new ProblemList();
        var inputs = Fingerprinter.Plan(Request, problems, CancellationToken.None);
        Assert.That(problems.Found, Is.Empty);
        return inputs.Images;
    }

    public IReadOnlyList<Diagnostic> Problems()
    {
        var problems = new ProblemList();
        Assert.That(Fingerprinter.Plan(Request, problems, CancellationToken.None).Images, Is.Empty);
        return problems.Found;
    }

    /// <summary>Why the image is stale after a change; empty when it is not.</summary>
    public string ReasonsAfter(Action change)
    {
        var before = Look();
        change();
        var after = Look();
        var reasons = ManifestDiff.Plan(before.Manifest, after.Manifest);
        Assert.That(
            after.Fingerprint.Equals(before.Fingerprint, StringComparison.Ordinal), Is.EqualTo(reasons.Count == 0));
        return string.Join(", ", reasons.Select(static c => c.Reason));
    }

    public void Dispose() => _folder.Dispose();
}
