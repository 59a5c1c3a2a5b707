using Esb.Build.Files;
using Esb.Testing;

namespace Esb.Build.Tests.Files;

public sealed class RealPaths
{
    [Test]
    public void FollowLinksInTheMiddleAndAtTheEnd()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/b/file", "");
        Directory.CreateSymbolicLink(folder["link"], "a");
        File.CreateSymbolicLink(folder["a/b/other"], "../../link/b/file");

        Assert.That(RealPath.Of(folder["link/b/other"]), Is.EqualTo(folder["a/b/file"]));
        Assert.That(RealPath.Of(folder["link"] + "/"), Is.EqualTo(folder["a"]));
    }

    [Test]
    public void EndForALinkToItself()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["loop"], "loop");

        Assert.That(RealPath.Of(folder["loop/x"]), Does.EndWith("loop/x"));
    }

    [Test]
    public void KeepWhatDoesNotExist() => Assert.That(RealPath.Of("/no/such/../thing/"), Is.EqualTo("/no/thing"));
}
