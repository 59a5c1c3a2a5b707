using Esb.Build.Definitions;
using Esb.Build.Diagnostics;

namespace Esb.Build.Tests.Plans;

/// <summary>What the steps of a base need from their client, each image that stands on it can give.</summary>
public sealed class NeedsOfBases
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp()
    {
        _project = new ImageProject()
            .Image("leaf", static i => i with { BaseImages = ["middle"], Secrets = ["own=env:OWN"] })
            .Image("middle", static i => i with { BaseImages = ["base"] })
            .Image("base", static i => i with { Secrets = ["ca=ca.crt"], Ssh = ["default"] })
            .Environment("OWN", "1").Environment("CA", "2");
        _project.Folder.Write("ca.crt", "x");
    }

    [TearDown]
    public void TearDown() => _project.Dispose();

    [Test]
    public void AreHandedDownToAll()
    {
        var leaf = _project.Planned("leaf");
        Assert.That(leaf.Secrets, Is.EqualTo(new SecretSource[]
        {
            new("own", "", "OWN"), new("ca", _project.Folder["ca.crt"], ""),
        }));
        Assert.That(leaf.Ssh, Is.EqualTo(new[] { "default" }));
        Assert.That(_project.Planned("base").Secrets.Select(static s => s.Id), Is.EqualTo(new[] { "ca" }));
    }

    [Test]
    public void ChangeNoArgumentOfTheOthers() =>
        Assert.That(_project.Planned("leaf").Arguments.Keys, Has.None.Contain("CA_FINGERPRINT"));

    [Test]
    public void MayBeSaidAgain()
    {
        _project.Image(
            "other", static i => i with { BaseImages = ["base"], Secrets = ["ca=ca.crt"], Ssh = ["default"] });
        Assert.That(_project.Planned("other").Secrets, Has.Count.EqualTo(1));
    }

    [Test]
    public void AreAnErrorWhereTwoSourcesHaveOneId()
    {
        _project.Image("other", static i => i with { BaseImages = ["base"], Secrets = ["ca=env:CA"] });
        _project.FailsWith(Rules.OtherSource, item: 4, "'other'", "secret 'ca'", "'base'");
    }
}

/// <summary>What buildx makes of the environment by itself is in the definition, where it counts and is seen.</summary>
public sealed class EpochOfTheEnvironment
{
    [Test]
    public void IsAnArgument()
    {
        using var project = new ImageProject().Image("a").Environment("SOURCE_DATE_EPOCH", "1600000000");
        Assert.That(project.Planned().Arguments["SOURCE_DATE_EPOCH"], Is.EqualTo("1600000000"));
    }

    [Test]
    public void LeavesAnArgumentOfTheUsers()
    {
        using var project = new ImageProject()
            .Image("a", static i => i with { BuildArgs = ["SOURCE_DATE_EPOCH=1"] })
            .Environment("SOURCE_DATE_EPOCH", "1600000000");
        Assert.That(project.Planned().Arguments["SOURCE_DATE_EPOCH"], Is.EqualTo("1"));
    }

    [Test]
    public void IsNoneWithoutOne()
    {
        using var project = new ImageProject().Image("a").Environment("SOURCE_DATE_EPOCH", "");
        Assert.That(project.Planned().Arguments.Keys, Does.Not.Contain("SOURCE_DATE_EPOCH"));
    }

    [TestCase(false, new[] { "revision", "source", "version" })]
    [TestCase(true, new[] { "source", "version" })]
    public void StandsBesideLabelsOfTheCommit(bool isOwn, string[] expected)
    {
        const string Prefix = "org.opencontainers.image.";
        using var project = new ImageProject()
            .Image("a", i => i with { Labels = isOwn ? [Prefix + "revision=mine"] : [] });
        Assert.That(project.Planned().CommitLabels, Is.EqualTo(expected.Select(static e => Prefix + e)));
    }
}
