using Esb.Docker.Tests.Options;
using Esb.Testing;

namespace Esb.Docker.Tests.Values;

/// <summary>Logins that docker sends to a registry, which refuses them: nobody else learns of them.</summary>
public sealed class PlantedLogins : DockerFixture
{
    private readonly TemporaryFolder _docker = new();

    [OneTimeTearDown]
    public void Remove() => _docker.Dispose();

    [Test]
    public void OfAHelperAreShownToTheRegistryOnly()
    {
        var helper = _docker.Write("bin/docker-credential-planted", $$"""
            #!/bin/sh
            cat >>{{_docker["asked"]}}
            echo '{"Username":"ci","Secret":"{{Canary.Of("helper")}}"}'
            """);
        File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        AreShownToTheRegistryOnly(address => $$"""{ "credHelpers": { "{{address}}": "planted" } }""");
        Assert.That(_docker["asked"], Does.Exist);
    }

    [Test]
    public void OfTheConfigurationAreShownToTheRegistryOnly() => AreShownToTheRegistryOnly(
        static address => $$"""{ "auths": { "{{address}}": { "auth": "{{Canary.Login("auth")}}" } } }""");

    private void AreShownToTheRegistryOnly(Func<string, string> configuration)
    {
        using var registry = new BrokenRegistry(Fault.AnswersUnauthorized);
        _docker.Write("config.json", configuration(registry.Address));
        var folder = NewImage(VersionOnly);
        folder.Files.Environment["DOCKER_CONFIG"] = _docker.Root;
        folder.Files.Environment["PATH"] = $"{_docker["bin"]}:{folder.Files.Environment["PATH"]}";

        var build = folder.Build("-t:EsbPush", "-v:diagnostic", "-p:EsbRegistry=" + registry.Address);
        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo(["ESB3006"]), build.ToString());
        Assert.That(registry.Authorization, Is.Not.Empty.And.Matches<string>(static a => Canary.In(a).Any()));
        Assert.That(Canary.InBinaryLog(build.BinaryLog), Is.Empty);
        Canary.IsNotIn(build, folder);
    }
}
