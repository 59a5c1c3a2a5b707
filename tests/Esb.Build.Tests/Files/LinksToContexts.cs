using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Build.Tests.Files;

public sealed class LinksToContexts
{
    private static readonly TransferEpoch Epoch = new("0123456789abcdef", 0);

    [Test]
    public void TheNameIsTheSameForTheSameImage() =>
        Assert.That(NameOf("api", "context", "/r/api"), Is.EqualTo(NameOf("api", "context", "/r/api")));

    [TestCase("api", "context", "/r/other")]
    [TestCase("api", "config", "/r/api")]
    [TestCase("web", "context", "/r/api")]
    public void TheNameFollowsTargetAndContexts(string target, string context, string folder) =>
        Assert.That(NameOf(target, context, folder), Is.Not.EqualTo(NameOf("api", "context", "/r/api")));

    [Test]
    public void TheNameFollowsTheEpoch() =>
        Assert.That(
            ContextLinks.NameOf(TransferEpoch.Begin(), "api", []),
            Is.Not.EqualTo(ContextLinks.NameOf(Epoch, "api", [])));

    [Test]
    public void TheNameIsShortAsciiThatBeginsWithTheTarget() =>
        Assert.That(NameOf(new string('a', 300), "context", "/r/早"), Does.Match("^a{64}-[0-9a-f]{16}$"));

    [Test]
    public void FilesAreFoundThroughTheLink()
    {
        using var folder = new TemporaryFolder();
        var context = Context(folder, "src");
        ContextLinks.Write(folder["links/api-1"], context);
        ContextLinks.Write(folder["links/api-1"], context);

        Assert.That(File.ReadAllText(folder["links/api-1/app.py"]), Is.EqualTo("src"));
    }

    [Test]
    public void AWrongLinkIsSetRight()
    {
        using var folder = new TemporaryFolder();
        ContextLinks.Write(folder["links/api-1"], Context(folder, "old"));
        ContextLinks.Write(folder["links/api-1"], Context(folder, "new"));

        Assert.That(File.ReadAllText(folder["links/api-1/app.py"]), Is.EqualTo("new"));
        Assert.That(File.Exists(folder["old/app.py"]), Is.True);
    }

    [Test]
    public void ALinkToAFolderThatIsGoneIsSetRight()
    {
        using var folder = new TemporaryFolder();
        ContextLinks.Write(folder["links/api-1"], folder["gone"]);
        ContextLinks.Write(folder["links/api-1"], Context(folder, "new"));

        Assert.That(File.Exists(folder["links/api-1/app.py"]), Is.True);
    }

    [Test]
    public void WhatIsNotALinkIsNotReplaced()
    {
        using var folder = new TemporaryFolder();
        var own = Context(folder, "links/api-1");

        Assert.That(() => ContextLinks.Write(own, folder["src"]), Throws.InstanceOf<IOException>());
        Assert.That(File.Exists(folder["links/api-1/app.py"]), Is.True);
    }

    [Test]
    public void RemovingThemLeavesTheContexts()
    {
        using var folder = new TemporaryFolder();
        ContextLinks.Write(folder["links/api-1"], Context(folder, "src"));
        ContextLinks.Write(folder["links/web-2"], folder["gone"]);
        ContextLinks.Remove(folder["links"]);
        ContextLinks.Remove(folder["none"]);

        Assert.That(Directory.EnumerateFileSystemEntries(folder["links"]), Is.Empty);
        Assert.That(File.Exists(folder["src/app.py"]), Is.True);
    }

    private static string NameOf(string target, string context, string folder) =>
        ContextLinks.NameOf(Epoch, target, [KeyValuePair.Create(context, folder)]);

    private static string Context(TemporaryFolder folder, string name) =>
        Path.GetDirectoryName(folder.Write(name + "/app.py", name))!;
}
