using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Tests.Plans;

public sealed class StepsOfAnImage
{
    private const string Meta = "COPY --from=meta /version.json /app/version.json\n";
    private const string Sha = "0123456789abcdef0123456789abcdef01234567";

    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new();

    [TearDown]
    public void TearDown() => _project.Dispose();

    [TestCase("--mount=type=secret,id=ca,required=true", "the secret 'ca'", "Secrets=\"ca=path/of/ca\"")]
    [TestCase("--mount=type=secret,id=esb_root_ca,required", "'esb_root_ca'", "Secrets=\"esb_root_ca\"")]
    [TestCase("--mount=type=ssh,required=true", "the SSH agent 'default'", "Ssh=\"default\"")]
    [TestCase("--mount=type=ssh,id=k,required=true", "the SSH agent 'k'", "Ssh=\"k=path/of/key\"")]
    public void AreAnErrorWhereTheyRequireWhatTheItemDoesNotGive(string mount, params string[] words)
    {
        Dockerfile($"FROM scratch\nRUN {mount} true");
        var problem = _project.Image("b").Problems().Single();
        Assert.That(problem.Rule, Is.EqualTo(Rules.MissingMount));
        Assert.That(problem.Position, Is.EqualTo(new SourcePosition(_project.Folder["a/Dockerfile"], 2, 5)));
        foreach (var word in words)
            Assert.That(problem.Message, Does.Contain(word));
    }

    [TestCase("--mount=type=secret,id=ca,required=true")]
    [TestCase("--mount=type=ssh,required=true")]
    [TestCase("--mount=type=ssh,id=k,required=true")]
    [TestCase("--mount=type=secret,id=other --mount=type=ssh,id=other")]
    public void AreRightWhereTheItemGivesIt(string mount)
    {
        Dockerfile($"FROM scratch\nRUN {mount} true",
            static i => i with { Secrets = ["ca=ca.crt"], Ssh = ["default", "k=ca.crt"] });
        Assert.That(_project.Planned().Secrets, Has.Count.EqualTo(1));
    }

    [Test]
    public void AreNoSecondMistakeWhereASecretIsWrong()
    {
        const string Text = "FROM scratch\nRUN --mount=type=secret,id=ca,required=true true";
        Dockerfile(Text, static i => i with { Secrets = ["ca"] });
        Assert.That(_project.Problems().Select(static p => p.Rule), Is.EqualTo([Rules.BadSecret]));
    }

    [TestCase("RUN true", "", "", 0)]
    [TestCase("RUN true", "host", "network.host", 0)]
    [TestCase("RUN --network=host true", "", "network.host", 1)]
    [TestCase("RUN --network=host true", "host", "network.host", 1)]
    [TestCase("RUN --security=insecure true\nRUN --network=host true", "", "network.host security.insecure", 2)]
    public void SayWhatMustBeAllowed(string steps, string network, string entitlements, int lines)
    {
        Dockerfile("FROM scratch\n" + steps, i => i with { Network = network });
        var image = _project.Planned();
        Assert.That(string.Join(' ', image.Entitlements), Is.EqualTo(entitlements));
        Assert.That(image.EntitlementLines, Has.Count.EqualTo(lines));
    }

    [Test]
    public void AreRefusedForABakeThatCannotBeTold()
    {
        Dockerfile("FROM scratch\nRUN --network=host true");
        var problems = new ProblemList();
        EntitlementLine.Refuse("a", _project.Planned().EntitlementLines, "0.13.1", problems);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.StepNeedsBuildx));
        Assert.That(problems.Found[0].Position, Is.EqualTo(new SourcePosition(_project.Folder["a/Dockerfile"], 2, 5)));
        foreach (var word in new[] { "'a'", "--allow=network.host", "0.13.1", "or delete --network=host here" })
            Assert.That(problems.Found[0].Message, Does.Contain(word));
    }

    [TestCase("ADD https://example.com/x /x",
        "a/Dockerfile:2 adds https://example.com/x, which may be another file now; pin it with --checksum=sha256:<64 digits>")]
    [TestCase("ADD https://example.com/x.git#main /x",
        "a/Dockerfile:2 adds https://example.com/x.git#main, which may be another commit now; pin it with the whole commit: #<40 digits>")]
    [TestCase("ADD --checksum=sha256:00 https://example.com/x /x", "")]
    public void SayWhatIsNotPinned(string step, string sentence)
    {
        Dockerfile("FROM scratch\n" + step);
        Assert.That(_project.Planned().Unpinned, Is.EqualTo(sentence));
    }

    [TestCase("src=https://example.com/x.git#main", "named context src is https://example.com/x.git#main, ")]
    [TestCase("src=git@example.com:x.git", "named context src is git@example.com:x.git, ")]
    [TestCase("src=https://example.com/x.tar", "named context src is https://example.com/x.tar, ")]
    [TestCase("src=https://example.com/x.git#" + Sha, "")]
    [TestCase("src=docker-image://debian:12", "")]
    [TestCase("src=oci-layout:///x", "")]
    public void SayWhichContextIsNotPinned(string context, string beginning)
    {
        Dockerfile("FROM scratch", i => i with { Contexts = [context] });
        var unpinned = _project.Planned().Unpinned;
        Assert.That(unpinned, beginning.Length == 0 ? Is.Empty : Does.StartWith(beginning));
    }

    [TestCase("https://example.com/x.git", "its context is https://example.com/x.git, ")]
    [TestCase("https://example.com/x.git#" + Sha, "")]
    public void SayWhetherTheMainContextIsPinned(string context, string beginning)
    {
        var unpinned = _project.Item("a", i => i with { Context = context }).Planned().Unpinned;
        Assert.That(unpinned, beginning.Length == 0 ? Is.Empty : Does.StartWith(beginning));
    }

    [Test]
    public void AreNotAskedWhereTheUserTrustsAddresses()
    {
        Dockerfile("FROM scratch\nADD https://example.com/x /x");
        Assert.That(_project.Planned().Unpinned, Is.Not.Empty);
        _project.With(static s => s with { TrustAddresses = true });
        Assert.That(_project.Planned().Unpinned, Is.Empty);
    }

    [Test]
    public void ShowNoLogin()
    {
        Dockerfile("FROM scratch\nADD https://me:hunter22@example.com/x /x");
        var problems = new ProblemList();
        var plan = Esb.Build.Plans.ImagePlanner.Plan(_project.Items, _project.Settings, problems);
        Assert.That(plan!.Images[0].Unpinned, Does.Contain("https://***@example.com/x"));
    }

    private void Dockerfile(string text, Func<ImageItem, ImageItem>? with = null)
    {
        _project.Image("a", with).Folder.Write("a/Dockerfile", text + "\n" + Meta);
        _project.Folder.Write("ca.crt", "CA");
    }
}
