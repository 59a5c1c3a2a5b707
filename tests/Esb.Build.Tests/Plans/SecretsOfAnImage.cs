using System.Runtime.Versioning;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Testing;

namespace Esb.Build.Tests.Plans;

public sealed class SecretsOfAnImage
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new ImageProject().Environment("TOKEN", "x");

    [TearDown]
    public void TearDown() => _project.Dispose();

    [TestCase("npm=keys/npm.txt")]
    [TestCase("id=npm,src=keys/npm.txt")]
    [TestCase("type=file,id=npm,source=keys/npm.txt")]
    public void ComeFromFiles(string entry)
    {
        var path = _project.Folder.Write("keys/npm.txt", "s");
        Assert.That(Planned(entry), Is.EqualTo(new SecretSource("npm", path, "")));
    }

    [TestCase("token=env:TOKEN")]
    [TestCase("id=token,env=TOKEN")]
    [TestCase("type=env,id=token,env=TOKEN")]
    public void ComeFromVariables(string entry) =>
        Assert.That(Planned(entry), Is.EqualTo(new SecretSource("token", "", "TOKEN")));

    [Test]
    public void HaveTheRootCaFromTheFolderOfTheEnvironment()
    {
        var path = _project.Folder.Write("certs/rootCA.crt", "ca");
        _project.Environment("ESB_CERT_DIR", "certs");
        Assert.That(Planned("esb_root_ca"), Is.EqualTo(new SecretSource("esb_root_ca", path, "")));
    }

    [Test]
    public void HaveTheRootCaOfTheBrandFromTheProperty()
    {
        var path = _project.Folder.Write("own/rootCA.crt", "ca");
        _project.Environment("BOX_CERT_DIR", "/elsewhere")
            .With(s => s with { Brand = "box", CertDirectory = _project.Folder["own"] });
        Assert.That(Planned("box_root_ca"), Is.EqualTo(new SecretSource("box_root_ca", path, "")));
    }

    [Test]
    public void NeedAFolderForTheRootCa() => Fails(Rules.MissingCertificateFolder, "esb_root_ca", "ESB_CERT_DIR");

    [TestCase("npm")]
    [TestCase("npm=")]
    [TestCase("=file")]
    [TestCase("npm=env:")]
    [TestCase("id=npm")]
    [TestCase("id=,src=x")]
    [TestCase("id=npm,src=x,mode=0400")]
    [TestCase("id=npm,\"src=x")]
    [TestCase("type=file,src=x")]
    public void AreRefusedWhenMalformed(string entry) => Fails(Rules.BadSecret, entry, $"'{entry}'");

    [Test]
    public void NeedTheirFile() =>
        Fails(Rules.MissingSecretFile, "npm=no", "'npm'", _project.Folder["no"], "does not exist");

    [Test]
    public void NeedAFileThatIsNoFolder()
    {
        Directory.CreateDirectory(_project.Folder["keys"]);
        Fails(Rules.MissingSecretFile, "npm=keys", "is a folder");
    }

    [Test]
    public void NeedAFileThatBuildKitTakes()
    {
        _project.Folder.Write("large", new string('x', (500 * 1024) + 1));
        Fails(Rules.MissingSecretFile, "npm=large", "500 KiB");
    }

    [TestCaseSource(typeof(SpecialFiles), nameof(SpecialFiles.Kinds))]
    [CancelAfter(60_000)]
    [UnsupportedOSPlatform("windows")]
    public void NeedARegularFile(string kind) =>
        Fails(Rules.MissingSecretFile, "npm=" + SpecialFiles.Make(_project.Folder, kind), "is no regular file");

    // The user of these tests may read every file that can be read at all; this one ends in an error of the system.
    [Test]
    [Platform("Linux")]
    public void NeedAFileThatCanBeRead() =>
        Fails(Rules.MissingSecretFile, "npm=/proc/self/mem", "'/proc/self/mem', cannot be read (");

    [Test]
    public void NeedTheirVariable() => Fails(Rules.MissingSecretVariable, "npm=env:NO", "'npm'", "NO");

    [Test]
    public void RenameTheMachineOfStepsWhereNoArgumentFollowsThem()
    {
        _project.Image("a", static i => i with { Secrets = ["token=env:TOKEN"] });
        var first = Hostname("x");
        Assert.That(first, Does.Match("^secrets-[0-9a-f]{32}$"));
        Assert.That(Hostname("y"), Is.Not.EqualTo(first));
        Assert.That(Hostname("x"), Is.EqualTo(first));
    }

    private string Hostname(string secret) =>
        _project.Environment("TOKEN", secret).Planned().Arguments["BUILDKIT_SANDBOX_HOSTNAME"];

    private SecretSource Planned(string entry) =>
        _project.Image("a", i => i with { Secrets = [entry] }).Planned().Secrets.Single();

    private void Fails(Rule rule, string entry, params IReadOnlyList<string> words) =>
        _project.Image("a", i => i with { Secrets = [entry] }).FailsWith(rule, 1, words);
}
