namespace Esb.Docker.Tests.UpToDate;

/// <summary>Contexts that are not as contexts usually are.</summary>
public sealed class OddTrees : UpToDateFixture
{
    private static readonly string LongName = new('n', 200);

    protected override void Arrange()
    {
        File.CreateSymbolicLink(Files["alone/src/loop"], "loop");
        File.CreateSymbolicLink(Files["alone/src/up"], "..");
        Files.Write($"alone/src/{LongName}/{LongName}", "long");
        // All of the repository: this context contains the others, and what building writes.
        Files.Write("whole.Dockerfile", "FROM esb-test/busybox:1\nCOPY . /whole/\n" + CopyVersion);
        Files.Write("whole.Dockerfile.dockerignore", ".git\n");
        WriteProject("""
            <ItemGroup><EsbImage Include="whole" Context="." Dockerfile="whole.Dockerfile" /></ItemGroup>
            """);
    }

    [Test]
    public void MayHaveLinksThatLeadToThemselves()
    {
        File.Delete(Files["alone/src/loop"]);
        File.CreateSymbolicLink(Files["alone/src/loop"], "../src/loop");
        Assert.That(Built(), Is.EqualTo(["alone", "whole"]));
        Assert.That(Line("alone", "alone/loop"), Does.Contain(" ../src/loop "));
    }

    [Test]
    public void MayHaveNamesOf200Characters()
    {
        Files.Write($"alone/src/{LongName}/{LongName}", "LONG");
        Assert.That(Built(), Is.EqualTo(["alone", "whole"]));
        Assert.That(Text("alone", $"/alone/{LongName}/{LongName}"), Is.EqualTo("LONG"));
    }

    [Test]
    public void MayContainOneAnother()
    {
        Files.Write("leaf/src/file", "in two contexts");
        Assert.That(Built(), Is.EqualTo(["leaf", "whole"]));
        Assert.That(Text("whole", "/whole/leaf/src/file"), Is.EqualTo("in two contexts"));
    }

    [Test]
    public void MayHaveFilesOfTomorrow()
    {
        foreach (var (content, year) in new[] { ("FUTURE1", 2040), ("FUTURE2", 2040), ("PRESENT", 2021) })
        {
            Files.Write("alone/src/file", content);
            File.SetLastWriteTimeUtc(Files["alone/src/file"], new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            Assert.That(Built(), Is.EqualTo(["alone", "whole"]));
            Assert.That(Text("alone", "/alone/file"), Is.EqualTo(content));
        }
    }

    [Test]
    public void EndInAnErrorAtAFileThatCannotBeRead()
    {
        Files.Write("alone/src/secret", "mine");
        File.SetUnixFileMode(Files["alone/src/secret"], UnixFileMode.None);
        // The root user without the right to read everything.
        const string Right = "-dac_override,-dac_read_search";
        var build = Files.Run(
            "setpriv", $"--inh-caps={Right}", $"--bounding-set={Right}",
            "dotnet", "build", "images.proj", "-t:EsbImages", "-tl:off");
        File.Delete(Files["alone/src/secret"]);
        Assert.That(build.Succeeded, Is.False);
        Assert.That(build.Output, Does.Contain($"{Files["alone/src/secret"]} : error ESB").Or.Contain(
            $"{Files["alone/src/secret"]}: error ESB").Or.Contain($"{Files["alone/src/secret"]}(1,1): error ESB"));
    }

    [Test]
    public void MayLoseFilesWhileTheyAreRead()
    {
        using var stop = new CancellationTokenSource();
        var churn = Task.Run(() => Churn(stop.Token));
        Folder.Build("-t:EsbImages");
        stop.Cancel();
        churn.GetAwaiter().GetResult();
        Built();
        Assert.That(Built(), Is.Empty);
        Assert.That(Line("alone", "alone/churn0"), Is.Empty);
    }

    private void Churn(CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i = (i + 1) % 50)
        {
            var path = Files[$"alone/src/churn{i}"];
            Files.Write($"alone/src/churn{i}", "here for a moment");
            stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(1));
            File.Delete(path);
        }
    }
}
