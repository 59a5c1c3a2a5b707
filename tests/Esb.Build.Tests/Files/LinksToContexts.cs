using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Build.Tests.Files;

public sealed class LinksToContexts
{
    private const string Epoch = "0123456789abcdef";

    [Test]
    public void TheNameIsTheSameForTheSameFolders() =>
        Assert.That(NameOf("context", "/r/api"), Is.EqualTo(NameOf("context", "/r/api")));

    [TestCase("context", "/r/other")]
    [TestCase("config", "/r/api")]
    public void TheNameFollowsTheContexts(string context, string folder) =>
        Assert.That(NameOf(context, folder), Is.Not.EqualTo(NameOf("context", "/r/api")));

    [Test]
    public void TheNameFollowsTheEpoch() =>
        Assert.That(
            ContextLinks.NameOf("fedcba9876543210", []), Is.Not.EqualTo(ContextLinks.NameOf(Epoch, [])));

    [Test]
    public void TheNameIsShortAscii() => Assert.That(NameOf("context", "/r/早"), Does.Match("^[0-9a-f]{16}$"));

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

    private static string NameOf(string context, string folder) =>
        ContextLinks.NameOf(Epoch, [KeyValuePair.Create(context, folder)]);

    private static string Context(TemporaryFolder folder, string name) =>
        Path.GetDirectoryName(folder.Write(name + "/app.py", name))!;
}
