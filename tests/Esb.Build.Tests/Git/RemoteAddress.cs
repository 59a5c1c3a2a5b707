using Esb.Build.Git;

namespace Esb.Build.Tests.Git;

public sealed class RemoteAddress
{
    [TestCase("")]
    [TestCase("git@github.com:org/repo.git")]
    [TestCase("https://github.com/org/repo.git")]
    [TestCase("https://host:8443/org/repo")]
    [TestCase("https://[::1]/x")]
    [TestCase("https://[::1]:80/x")]
    [TestCase("https://host/@scope/x?a=b@c")]
    [TestCase("ssh://host/x")]
    [TestCase("file:///srv/é x.git")]
    [TestCase("/srv/a@b")]
    [TestCase("../x")]
    [TestCase("host:path/x")]
    public void IsKept(string url) => Assert.That(RemoteUrl.Publishable(url), Is.EqualTo(url));

    [TestCase("https://user:token@github.com/org/repo")]
    [TestCase("https://token@github.com/org/repo")]
    [TestCase("https://@github.com/org/repo")]
    [TestCase("ssh://git@github.com/org/repo")]
    [TestCase("https://user:to/ken@github.com/org/repo")]
    [TestCase("user:token@github.com/org/repo")]
    [TestCase("foo::https://user:token@github.com/org/repo")]
    [TestCase("https://user:a://b@host/x")]
    [TestCase("https://u:p@host?x#y")]
    [TestCase("a\nb")]
    [TestCase("a\tb")]
    [TestCase("a\u007fb")]
    [TestCase("a\u0085b")]
    [TestCase("a\u2028b")]
    public void IsDropped(string url) => Assert.That(RemoteUrl.Publishable(url), Is.Empty);
}
