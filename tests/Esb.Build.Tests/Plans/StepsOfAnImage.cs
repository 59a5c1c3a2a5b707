using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Tests.Plans;

public sealed class StepsOfAnImage
{
    private const string Meta = "COPY --from=meta /version.json /app/version.json\n";

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

    private void Dockerfile(string text, Func<ImageItem, ImageItem>? with = null)
    {
        _project.Image("a", with).Folder.Write("a/Dockerfile", text + "\n" + Meta);
        _project.Folder.Write("ca.crt", "CA");
    }
}
