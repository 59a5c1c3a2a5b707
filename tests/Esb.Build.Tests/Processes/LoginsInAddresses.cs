using Esb.Build.Processes;

namespace Esb.Build.Tests.Processes;

public sealed class LoginInAnAddress
{
    [TestCase("fetch https://me:pass@host/x now", "fetch https://***@host/x now")]
    [TestCase("https://token@host", "https://***@host")]
    [TestCase("http://a:b@c http://d:e@f:80/g", "http://***@c http://***@f:80/g")]
    [TestCase("\"http://me:p@ss@host\"", "\"http://***@host\"")]
    [TestCase("ssh://me:pass@host", "ssh://***@host")]
    [TestCase("a=tcp://me:pass@", "a=tcp://***@")]
    public void IsHidden(string text, string hidden) => Assert.That(UserInfo.Hide(text), Is.EqualTo(hidden));

    [TestCase("https://host/user@x")]
    [TestCase("https://host?mail=a:b@c")]
    [TestCase("https://host:80")]
    [TestCase("ssh://git@host/repo.git")]
    [TestCase("git+ssh://git@host/repo.git")]
    [TestCase("https://@host")]
    [TestCase("git@host:repo.git and a@b")]
    [TestCase("://")]
    public void IsNot(string text) => Assert.That(UserInfo.Hide(text), Is.SameAs(text));

    [TestCase("me:pass@host:80/image", "***@host:80/image")]
    [TestCase("https://me:pass@host/image", "https://***@host/image")]
    [TestCase("host/image@sha256:00", "host/image@sha256:00")]
    [TestCase("host:80/image:1", "host:80/image:1")]
    public void IsHiddenWhereAReferenceShouldBe(string text, string hidden) =>
        Assert.That(UserInfo.HideInReference(text), Is.EqualTo(hidden));

    [TestCase("curl https://me:pass@host", true)]
    [TestCase("curl https://$USER:pass@host https://host", false)]
    public void IsWrittenOutOrAVariables(string text, bool isIn) => Assert.That(UserInfo.IsIn(text), Is.EqualTo(isIn));

    [TestCase("http://me:p%40ss@host:3128", "me:p%40ss", "p%40ss", "p@ss", "me:p@ss")]
    [TestCase("me:pass@host", "me:pass", "pass", "pass", "me:pass")]
    [TestCase("https://token:x-oauth-basic@host", "token:x-oauth-basic", "token", "token", "token:x-oauth-basic")]
    [TestCase("https://token@host/a@b", "token", "token", "token", "token:")]
    [TestCase("https://host:80/a@b")]
    [TestCase("")]
    public void HasSecrets(string address, params string[] secrets) =>
        Assert.That(UserInfo.Secrets(address), Is.EqualTo(secrets));
}
