using Esb.Testing;

namespace Esb.Docker.Tests.Caches;

/// <summary>A folder that gives an engine back what it has forgotten.</summary>
public sealed class LocalCaches : CacheFixture
{
    private static readonly string[] None = [];

    [Test]
    public void GiveStepsToAnEngineThatHasNone()
    {
        Build("local", None);
        var before = Results();
        Forget();
        Build("local", None);
        Assert.That((CachedSteps("base"), CachedSteps("leaf")), Is.EqualTo((2, 5)));
        Assert.That(Results(), Is.EqualTo(before));
    }

    [Test]
    public void AreNeededForThat()
    {
        Build("", None);
        var before = Results();
        Forget();
        Build("", None);
        Assert.That(Results(), Is.Not.EqualTo(before));
        Assert.That(Directory.Exists(Place("leaf")), Is.False);
    }

    [Test]
    public void AreNoReasonToBuild()
    {
        Build("", None);
        Assert.That(Build("local", None).Tasks, Does.Not.Contain("RunBake"));
        Build("local", None, "-p:EsbCacheMode=min", "-p:EsbOnly=leaf");
        Assert.That(Folder.Stale, Is.Empty);
    }

    [Test]
    public void AreWrittenOfWhatIsBuiltAlone()
    {
        Build("local", None);
        var before = File.GetLastWriteTimeUtc(Path.Join(Place("base"), "index.json"));
        Files.Write("leaf/file", "another");
        Build("local", None);
        Assert.That(File.GetLastWriteTimeUtc(Path.Join(Place("base"), "index.json")), Is.EqualTo(before));
        Assert.That(File.GetLastWriteTimeUtc(Path.Join(Place("leaf"), "index.json")), Is.GreaterThan(before));
    }

    [Test]
    public void LoseWhatNoBuildNeedsAnyMore()
    {
        Files.Write("leaf/file", new string('x', 10));
        Build("local", None);
        var blobs = Blobs("leaf");
        Files.Write("leaf/file", "another");
        var build = Build("local", None);
        Assert.That(build.ToString(), Does.Contain("of older builds removed"));
        Assert.That(Blobs("leaf"), Has.Length.EqualTo(blobs.Length).And.Not.EquivalentTo(blobs));
    }

    [Test]
    public void AreRemovedOldestFirstWhereTheyAreTooLarge()
    {
        Build("local", None);
        Files.WriteProject("""
            <ItemGroup><EsbImage Include="leaf" Context="leaf" BaseImages="base=esb-test/busybox:1" /></ItemGroup>
            """);
        var build = Build("local", None, "-p:EsbCacheLimit=3MB");
        Assert.That(build.ToString(), Does.Contain("base-images/base ("));
        Assert.That((Directory.Exists(Place("base")), Directory.Exists(Place("leaf"))), Is.EqualTo((false, true)));
    }

    [Test]
    public void AreLeftToTheBuildThatHasThem()
    {
        Build("local", None);
        var index = File.ReadAllText(Path.Join(Place("leaf"), "index.json"));
        Files.Write("leaf/file", "another");
        using (Esb.Build.Files.FileLock.Take(
            Place("leaf") + ".lock", "process 1, a test", TimeSpan.Zero, null, CancellationToken.None))
        {
            Assert.That(Build("local", None).ToString(), Does.Contain("(process 1, a test").And.Contain(": leaf"));
        }

        Assert.That(File.ReadAllText(Path.Join(Place("leaf"), "index.json")), Is.EqualTo(index));
    }

    [Test]
    public void AreOnlyReadWhereTheProjectSaysSo()
    {
        Build("local", None);
        var before = Results();
        var index = File.GetLastWriteTimeUtc(Path.Join(Place("leaf"), "index.json"));
        Forget();
        Build("local", None, "-p:EsbCacheReadOnly=true");
        Assert.That(Results(), Is.EqualTo(before));
        Assert.That(File.GetLastWriteTimeUtc(Path.Join(Place("leaf"), "index.json")), Is.EqualTo(index));
    }

    [Test]
    public void MayLieElsewhere()
    {
        using var elsewhere = new TemporaryFolder("a, \"b\" ${c}");
        var folder = elsewhere.Root.Replace("\"", "&quot;", StringComparison.Ordinal);
        Files.Write("Directory.Build.targets", $"""
            <Project><PropertyGroup><EsbCacheDirectory>{folder}</EsbCacheDirectory></PropertyGroup></Project>
            """);
        Build("local", None);
        var before = Results();
        Forget();
        Build("local", None);
        Assert.That(Results(), Is.EqualTo(before));
        Assert.That(File.Exists(elsewhere["services/leaf/index.json"]), Is.True);
    }

    [Test]
    public void LeaveAFolderAloneThatHoldsOtherThings()
    {
        Files.Write(Path.Join(Place("leaf"), "precious"), "mine");
        Build("local", ["ESB1151"]);
        Assert.That(Directory.GetFileSystemEntries(Place("leaf")), Has.Length.EqualTo(1));
    }

    // BuildKit would give the step that read another secret, of whatever machine the cache is from.
    [Test]
    public void AreNotKeptOfWhatReadASecretThatNoStepFollows()
    {
        Files.WriteImage("base", $"""
            FROM esb-test/busybox:1
            RUN --mount=type=secret,id=s rev /run/secrets/s >/secret
            {CopyVersion}
            """);
        Files.Write("secret.txt", "one");
        Files.Write("images.proj", Files.Read("images.proj")
            .Replace(
                "Kind=\"base\"", "Secrets=\"s=secret.txt\" BuildArgs=\"BUILDKIT_SANDBOX_HOSTNAME=mine\"",
                StringComparison.Ordinal));
        Build("local", None);
        Assert.That(Directory.Exists(CacheFolder), Is.False);
        Files.Write("secret.txt", "two");
        Forget();
        Build("local", None);
        Assert.That(Read("leaf", "/secret").Trim(), Is.EqualTo("owt"));
    }

    [TestCase("EsbCacheMode", "all", "min or max")]
    [TestCase("EsbCacheLimit", "10 gallons", "such as 10GB")]
    [TestCase("EsbCache", "disk", "local, registry, both")]
    public void AreAnErrorWhereAPropertyIsWrong(string property, string value, string legal)
    {
        var build = Folder.Build("-t:EsbImages", $"-p:{property}={value}");
        Assert.That(build.Codes, Is.EqualTo(["ESB2030"]), build.ToString());
        Assert.That(build.Errors[0].Message, Does.Contain($"{property} is '{value}'").And.Contain(legal));
    }

    [Test]
    public void AreReported()
    {
        Build("local", None);
        var report = Folder.MustBuild("-t:EsbCacheReport", "-p:EsbCache=local").ToString();
        Assert.That(report, Does.Match(@"leaf +local +\d{4}-\d\d-\d\d \d\d:\d\d +5 +\d +\d+\.\d MB"));
        Assert.That(report, Does.Match(@"\d of 7 steps cached \(\d+ %\); local caches hold \d"));
    }

    private string[] Blobs(string name) => Directory.GetFiles(Path.Join(Place(name), "blobs/sha256"));
}
