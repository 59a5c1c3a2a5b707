using Esb.Build.Engines;

namespace Esb.Build.Tests.Engines;

public sealed class ImageInARegistry
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [TestCase("debian", "https://registry-1.docker.io/v2/library/debian/manifests/latest")]
    [TestCase("me/app:1", "https://registry-1.docker.io/v2/me/app/manifests/1")]
    [TestCase("docker.io/debian:12", "https://registry-1.docker.io/v2/library/debian/manifests/12")]
    [TestCase("index.docker.io/me/app", "https://registry-1.docker.io/v2/me/app/manifests/latest")]
    [TestCase("registry.example/a/b:2", "https://registry.example/v2/a/b/manifests/2")]
    [TestCase("registry.example:5000/a:1@" + Digest, "https://registry.example:5000/v2/a/manifests/" + Digest)]
    [TestCase("127.0.0.2:5010/a", "http://127.0.0.2:5010/v2/a/manifests/latest")]
    [TestCase("localhost/a", "http://localhost/v2/a/manifests/latest")]
    [TestCase("[::1]:5000/a", "http://[::1]:5000/v2/a/manifests/latest")]
    [TestCase("10.0.0.1:5000/a", "https://10.0.0.1:5000/v2/a/manifests/latest")]
    [TestCase("registry.example:70000/a", null)]
    [TestCase("No Reference", null)]
    public void HasAnAddress(string reference, string? address)
    {
        var image = RegistryAddress.Of(reference);
        var uri = image?.Uri(RegistryLine.FirstWay(image.Host));
        Assert.That(uri?.OriginalString, Is.EqualTo(address));
    }

    [TestCase("debian", "https://index.docker.io/v1/")]
    [TestCase("registry.example:5000/a", "registry.example:5000")]
    public void HasAPlaceForItsLogin(string reference, string key) =>
        Assert.That(RegistryAddress.Of(reference)?.LoginKey, Is.EqualTo(key));
}

public sealed class RegistryBehindAProxy
{
    [TestCase("https://r.example/", "http://secure.example:3128/")]
    [TestCase("http://r.example/", "http://plain.example/")]
    [TestCase("https://localhost:5000/", null)]
    [TestCase("https://127.0.0.1/", null)]
    [TestCase("https://in.example/", null)]
    [TestCase("https://a.in.example/", null)]
    [TestCase("https://fine.example/", "http://secure.example:3128/")]
    [TestCase("https://sub.example/", "http://secure.example:3128/")]
    [TestCase("https://a.sub.example/", null)]
    [TestCase("https://port.example:5000/", null)]
    [TestCase("https://port.example/", "http://secure.example:3128/")]
    [TestCase("https://10.1.2.3/", null)]
    [TestCase("https://11.1.2.3/", "http://secure.example:3128/")]
    [TestCase("https://12.0.0.1/", null)]
    public void IsReachedThroughIt(string registry, string? proxy)
    {
        var found = RegistryProxy.Of(Docker.Settings(
            ("HTTPS_PROXY", "me:secret@secure.example:3128"), ("http_proxy", "http://plain.example"),
            ("NO_PROXY", "in.example, .sub.example,port.example:5000,10.0.0.0/8,12.0.0.1")));

        Assert.That(found.GetProxy(new(registry))?.AbsoluteUri, Is.EqualTo(proxy));
        Assert.That(found.IsBypassed(new(registry)), Is.EqualTo(proxy is null));
    }

    [Test]
    public void LogsInAtIt()
    {
        var found = RegistryProxy.Of(Docker.Settings(("HTTPS_PROXY", "http://me:se%3Acret@p.example:1")));

        var login = found.Credentials?.GetCredential(found.GetProxy(new("https://r.example"))!, "Basic");
        Assert.That((login?.UserName, login?.Password), Is.EqualTo(("me", "se:cret")));
    }

    [Test]
    public void IsReachedWithoutOneWhereNobodyNamesOne() =>
        Assert.That(RegistryProxy.Of(Docker.Settings(("NO_PROXY", "*"))).IsBypassed(new("https://r.example")), Is.True);
}
