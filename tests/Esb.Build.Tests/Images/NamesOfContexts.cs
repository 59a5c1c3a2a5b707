using Esb.Build.Images;

namespace Esb.Build.Tests.Images;

/// <summary>
/// Seen with buildx 0.13.1: under the longer name BuildKit takes the engine's image and says nothing.
/// </summary>
public sealed class NamesOfContexts
{
    [TestCase("meta", "meta")]
    [TestCase("debian:12", "debian:12")]
    [TestCase("debian:latest", "debian")]
    [TestCase("docker.io/library/debian:latest", "debian")]
    [TestCase("library/debian:12", "debian:12")]
    [TestCase("docker.io/esb/gateway", "esb/gateway")]
    [TestCase("docker.io/library/a/b", "library/a/b")]
    [TestCase("127.0.0.1:5010/esb-os-base:latest", "127.0.0.1:5010/esb-os-base")]
    [TestCase("esb-os-base:latest-docker", "esb-os-base:latest-docker")]
    public void AreTheShortestReference(string reference, string name) =>
        Assert.That(ContextName.Of(reference), Is.EqualTo(name));
}
