using System.IO.Compression;
using System.Text;
using Esb.Testing;

namespace Esb.Docker.Tests.Values;

/// <summary>Secrets reach the step that asks for them, and nobody else, even where a step prints them.</summary>
public abstract class PrintedSecrets(string source, string end) : DockerFixture
{
    protected const string Value = "correct-horse-battery-\"staple\"-ü";

    private DockerFolder _folder = null!;
    private BuildOutcome _build = null!;

    protected DockerFolder Folder => _folder;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewImage($"""
            FROM esb-test/busybox:1
            ARG TOKEN_FINGERPRINT
            RUN --mount=type=secret,id=token echo {Path.GetRandomFileName()} && cat /run/secrets/token \
             && sha256sum /run/secrets/token | cut -d' ' -f1 >/sum{end}
            COPY --from=meta /version.json /app/version.json

            """, $"Secrets=\"{source}\"");
        Change(Value);
        _build = _folder.Build("-t:EsbImages", "-v:diagnostic");
        Assert.That(_build.Succeeded, Is.EqualTo(end.Length == 0), _build.ToString());
    }

    [Test]
    public void AreNotInTheLog() =>
        Assert.That(_build.Result.Output + _build.Result.Error, Does.Not.Contain("horse-battery").And.Contain("***"));

    [Test]
    public void AreNotInTheBinaryLog()
    {
        using var log = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(_build.BinaryLog), CompressionMode.Decompress))
            packed.CopyTo(log);
        Assert.That(Encoding.UTF8.GetString(log.ToArray()), Does.Not.Contain("horse-battery").And.Contain("***"));
    }

    [Test]
    public void AreNotInGeneratedFiles()
    {
        string[] folders = ["obj", "." + _folder.Brand];
        var files = folders
            .SelectMany(f => Directory.EnumerateFiles(_folder.Files[f], "*", SearchOption.AllDirectories))
            .ToList();
        Assert.That(files, Does.Contain(_folder.Files["obj/esb/images.proj/docker-bake.json"]));
        Assert.That(files.Where(static f => File.ReadAllText(f).Contains("horse", StringComparison.Ordinal)), Is.Empty);
    }

    protected void Change(string value)
    {
        _folder.Files.Environment["TOKEN_OF_TEST"] = value;
        _folder.Files.Write("secret.txt", value);
    }
}

/// <summary>A step that prints the secret and succeeds.</summary>
[TestFixture("token=secret.txt")]
[TestFixture("token=env:TOKEN_OF_TEST")]
public sealed class Secrets(string source) : PrintedSecrets(source, "")
{
    [Test]
    public void AreNotInTheImagesHistory()
    {
        Assert.That(DockerEngine.History(Folder.Image()), Does.Not.Contain("horse").And.Contain("TOKEN_FINGERPRINT"));
    }

    [Test]
    public void RebuildTheStepOnlyWhenTheyChanged()
    {
        Folder.MustBuild("-t:EsbClean;EsbImages");
        Assert.That(Folder.Record["svc"].GetProperty("cached_steps").GetInt32(), Is.EqualTo(2));

        Change("another-secret-value");
        Folder.MustBuild("-t:EsbImages");
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("another-secret-value"u8));
        Assert.That(DockerEngine.Read(Folder.Image(), "/sum").Trim(), Is.EqualTo(sum));
        Change(Value);
    }
}

/// <summary>A step that prints the secret and fails, so that its output is shown.</summary>
[TestFixture("token=secret.txt")]
public sealed class SecretsOfAFailingStep(string source)
    : PrintedSecrets(source, " && cat /run/secrets/token >&2 && exit 3");
