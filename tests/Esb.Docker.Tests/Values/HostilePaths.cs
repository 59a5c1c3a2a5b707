using System.Security;
using Esb.Testing;

namespace Esb.Docker.Tests.Values;

/// <summary>Folders and files may be called whatever the disk allows.</summary>
[TestFixture("blank comma,equals=x")]
[TestFixture("quotes \"two\" 'one' `tick`")]
[TestFixture("${HOME} %{if} $x $$ 100%")]
[TestFixture("semi;colon #hash & <tag>")]
[TestFixture("äöü 日本")]
[TestFixture("(round) [square] {curly} @at !bang")]
public sealed class HostilePaths(string name) : DockerFixture
{
    private DockerFolder _folder = null!;
    private BuildOutcome _build = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder(name);
        _folder.Files.Write($"{name}/context/file", "context");
        _folder.Files.Write($"{name}/named/file", "named");
        _folder.Files.Write($"{name}/secret {name}", "secret");
        _folder.Files.Write($"{name}/{Dockerfile}", """
            FROM esb-test/busybox:1 AS build
            COPY file /context
            COPY --from=named file /named
            RUN --mount=type=secret,id=token,required=true rev /run/secrets/token >/secret
            FROM scratch
            COPY --from=build /context /named /secret /
            COPY --from=meta /version.json /app/version.json
            """);
        _folder.Files.WriteProject($"""
            <ItemGroup>
              <EsbImage Include="svc" Context="{Path("context")}" Dockerfile="{Path(Dockerfile)}"
                        Contexts="named={Path("named")}" Secrets="token={Path("secret " + name)}"
                        Outputs="type=docker;{Output()}" />
            </ItemGroup>
            """);
        _folder.Files.Commit();
        _build = _folder.Build("-t:EsbVerify");
    }

    [Test]
    public void AreNoProblem() =>
        Assert.That((_build.Succeeded, _build.Codes), Is.EqualTo((true, Array.Empty<string>())), _build.ToString());

    [TestCase("context", "context")]
    [TestCase("named", "named")]
    [TestCase("secret", "terces\n")]
    public void ArriveInTheImage(string file, string content)
    {
        Assert.That(DockerEngine.Read(_folder.Image(), "/" + file), Is.EqualTo(content).Or.EqualTo(content.TrimEnd()));
        Assert.That(_folder.Files.Read($"out {name}/{file}"), Is.EqualTo(content).Or.EqualTo(content.TrimEnd()));
    }

    // BuildKit takes the file's name for a pattern.
    private string Dockerfile =>
        "Dockerfile " + name.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    private string Path(string rest) => Escape($"{name}/{rest}");

    // BuildKit's form: a field with a comma or a quote is quoted, and its quotes are doubled.
    private string Output() =>
        Escape($"type=local,\"dest=out {name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    private static string Escape(string text) => SecurityElement.Escape(
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal)
            .Replace("$(", "%24(", StringComparison.Ordinal));
}
