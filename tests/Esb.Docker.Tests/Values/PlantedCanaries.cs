using Esb.Testing;

namespace Esb.Docker.Tests.Values;

/// <summary>
/// Whatever a machine knows that nobody else shall know is printed by steps, and stays out of everything that a build
/// leaves behind.
/// </summary>
public sealed class PlantedCanaries : DockerFixture
{
    // What `env` and files show, a secret or not, and the forms in which programs send logins.
    private const string Print =
        "env && cat /context/* /run/secrets/* && base64 /run/secrets/file && base64 /run/secrets/variable"
        + " && echo \"$HTTP_PROXY\" | sed 's/%40/@/g' && env >&2";

    private readonly TemporaryFolder _docker = new();
    private DockerFolder _folder = null!;

    [OneTimeSetUp]
    public void Plant()
    {
        _folder = NewFolder();
        WriteImage("svc", Print);
        WriteImage("bad", Print + " && cat /run/secrets/* >&2 && exit 3");
        _folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="svc;bad" Context="%(Identity)"
                        Secrets="file=secret.txt;variable=env:PLANTED" />
            </ItemGroup>
            """);
        _folder.Files.Write("secret.txt", Canary.Of("file") + "\n");
        _folder.Files.Write(".gitignore", $"obj/\n.{_folder.Brand}/\nsecret.txt\n");
        _folder.Files.Commit();
        _folder.Files.Git("remote", "add", "origin", $"https://ci:{Canary.Of("remote")}@example.com/repo.git");
        var environment = _folder.Files.Environment;
        environment["PLANTED"] = Canary.Of("variable");
        environment["DOCKER_CONFIG"] = _docker.Root;
        environment["HTTPS_PROXY"] = $"http://me:{Canary.Of("upper")}@proxy.invalid:3128";
        environment["all_proxy"] = $"me:{Canary.Of("lower")}@proxy.invalid:3128";
        _docker.Write("config.json", Configuration());
        // The failure of the other image may end a bake between the export of this one and that of its cache.
        _folder.MustBuild("-t:EsbImages", "-p:EsbOnly=svc", "-p:EsbCache=local");
    }

    [OneTimeTearDown]
    public void Remove() => _docker.Dispose();

    [TestCase("quiet")]
    [TestCase("minimal")]
    [TestCase("normal")]
    [TestCase("detailed")]
    [TestCase("diagnostic")]
    public void AreNowhereAtAnyVerbosity(string verbosity)
    {
        var build = _folder.Build(
            "-t:EsbClean;EsbImages", "-v:" + verbosity, "-p:EsbNoCache=true", "-p:EsbKeepGoing=true",
            "-p:EsbExplain=true", "-p:EsbCache=local");

        Assert.That(build.Errors.Select(static e => e.Code), Is.EqualTo(["ESB3001"]), build.ToString());
        Assert.That(_folder.Record.Keys, Is.EqualTo(["svc"]));
        Assert.That(build.Messages, Has.Some.Contains("HTTP_PROXY=http://***@proxy.invalid"));
        Assert.That(Canary.InBinaryLog(build.BinaryLog), Is.Empty);
        Assert.That(_folder.Files[$".{_folder.Brand}/buildx-cache/services/svc/index.json"], Does.Exist);
        Canary.IsNotIn(build, _folder);
        Assert.That(Canary.InFiles(_docker["buildx"]), Is.Empty);
    }

    [Test]
    public void AreNotInTheImage()
    {
        _folder.Build("-t:EsbImages", "-p:EsbOnly=svc");

        Assert.That(Canary.In(DockerEngine.History(_folder.Image())), Is.Empty);
        Assert.That(Canary.In(DockerEngine.Inspect(_folder.Image()).GetRawText()), Is.Empty);
        Assert.That(DockerEngine.History(_folder.Image()), Does.Contain("/run/secrets"));
    }

    [Test]
    public void AreNotInWhatBakeWritesOfTheBakeFile()
    {
        _folder.Build("-t:EsbImages", "-p:EsbOnly=svc");
        _folder.Files.Must(
            "docker", "buildx", "bake", "-f", "obj/esb/images.proj/docker-bake.json", "--metadata-file", "obj/metadata.json",
            "--builder", "default", "svc");

        Assert.That(_folder.Files.Read("obj/metadata.json"), Does.Contain("containerimage.digest"));
        Assert.That(Canary.InFiles(_folder.Files["obj"]), Is.Empty);
    }

    private void WriteImage(string name, string command)
    {
        _folder.Files.Write(name + "/config.json", Configuration());
        _folder.Files.WriteImage(name, $"""
            FROM esb-test/busybox:1
            RUN --mount=type=bind,target=/context --mount=type=secret,id=file --mount=type=secret,id=variable \
             echo {_folder.Brand} && {command}
            {CopyVersion}
            """);
    }

    private static string Configuration() => $$"""
        {
          "auths": {
            "registry.example": { "auth": "{{Canary.Login("auth")}}" },
            "other.example": { "identitytoken": "{{Canary.Of("identity")}}", "registrytoken": "{{Canary.Of("token")}}" }
          },
          "HttpHeaders": { "X-Planted": "{{Canary.Of("header")}}" },
          "proxies": { "default": { "httpProxy": "http://me:%40{{Canary.Of("proxy")}}@proxy.invalid:3128" } }
        }
        """;
}
