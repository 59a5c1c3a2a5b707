namespace Esb.Build.Tests.Fingerprints;

/// <summary>What buildx hands on to all builds without being told.</summary>
public sealed class EnvironmentOfABuild
{
    private const string Policy = "EXPERIMENTAL_BUILDKIT_SOURCE_POLICY";

    [TestCase("BUILDX_DEFAULT_POLICY", "1")]
    [TestCase("BUILDX_NO_DEFAULT_OCI_ARTIFACT", "1")]
    public void IsAReasonToBuild(string name, string value)
    {
        using var gateway = new GatewayImage();
        Assert.That(gateway.ReasonsAfter(() => gateway.Environment[name] = value), Is.EqualTo(name + " added"));
    }

    [TestCase("OTEL_SERVICE_NAME")]
    [TestCase("BUILDKIT_PROGRESS")]
    [TestCase("HTTP_PROXY")]
    public void IsNoneWhereBakeDoesNotHandItOn(string name)
    {
        using var gateway = new GatewayImage();
        Assert.That(gateway.ReasonsAfter(() => gateway.Environment[name] = "x"), Is.Empty);
    }

    [Test]
    public void HasAPolicyThatCountsByItsContent()
    {
        using var gateway = new GatewayImage();
        gateway.Write("policy.json", "{}");
        gateway.Environment[Policy] = "policy.json";
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write("policy.json", "{ }")), Is.EqualTo(Policy + " changed"));
        Assert.That(gateway.ReasonsAfter(() => gateway.Environment[Policy] = gateway["policy.json"]), Is.Empty);
        gateway.Environment[Policy] = "nowhere.json";
        Assert.That(gateway.Problems().Single().Rule.Code, Is.EqualTo("ESB1204"));
    }

    [Test]
    public void HasProxiesWhoseLoginsNobodyReads()
    {
        using var gateway = new GatewayImage();
        gateway.Environment["DOCKER_CONFIG"] = gateway["docker"];
        gateway.Write("docker/config.json", """{"auths":{}}""");
        const string Proxies = """{"proxies":{"default":{"httpProxy":"http://me:pass@proxy"}}}""";
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write("docker/config.json", Proxies)),
            Is.EqualTo("proxies of docker's configuration added"));
        Assert.That(gateway.Look().Manifest.Settings.Select(static s => s.Value), Has.None.Contain("pass"));
    }

    [Test]
    public void HasAPolicyBesideTheDockerfile()
    {
        using var gateway = new GatewayImage();
        gateway.Write("services/gateway/.dockerignore", "*.log\n*.rego\n");
        Assert.That(
            gateway.ReasonsAfter(() => gateway.Write("services/gateway/Dockerfile.rego", "package docker\n")),
            Is.EqualTo("services/gateway/Dockerfile.rego added"));
    }
}
