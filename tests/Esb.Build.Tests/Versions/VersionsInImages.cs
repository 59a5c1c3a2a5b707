using System.Formats.Tar;
using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Tests.Engines;
using Esb.Build.Versions;
using Esb.Testing;

namespace Esb.Build.Tests.Versions;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VersionsInImages
{
    private const string Head = "3b1f0c5d7e9a2b4c6d8e0f1a3b5c7d9e1f2a4b6c";
    private readonly ProblemList _problems = new();

    [Test]
    public void AreRightWhereTheySayHead()
    {
        Assert.That(Check(Holding($$"""{"git_sha":"{{Head}}"}"""), "a:1", "b:1"), Is.EqualTo(2));
        Assert.That(_problems.Found, Is.Empty);
    }

    [TestCase("""{"git_sha":"0123"}""", "0123")]
    [TestCase("""{"git_sha":7}""", "no commit")]
    [TestCase("""{}""", "no commit")]
    [TestCase("[]", "no commit")]
    [TestCase("not json", "no commit")]
    public void AreWrongWhereTheySayAnythingElse(string json, string said)
    {
        Assert.That(Check(Holding(json), "a:1"), Is.Zero);
        Assert.That(Only.Rule, Is.EqualTo(Rules.WrongVersionInImage));
        Assert.That(Only.Message, Does.Contain(said).And.Contain(Head));
    }

    [TestCase("Error response from daemon: No such image: a:1", "ESB3052")]
    [TestCase("Error response from daemon: Could not find the file /app/version.json in container x", "ESB3053")]
    public void AreMissedWithTheReason(string error, string code)
    {
        Check(new FakeCommandRunner().On("", new FakeAnswer(Error: error, ExitCode: 1)), "a:1");

        Assert.That(Only.Rule.Code, Is.EqualTo(code));
    }

    [Test]
    public void AreUnknownWhenTheBuildIsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        ImageVersions.Check(Request("a:1", "b:1"), new FakeCommandRunner(), _problems, cancelled.Token);

        Assert.That(Only.Rule, Is.EqualTo(Rules.VerifyCancelled));
    }

    private Diagnostic Only => _problems.Found.Single();

    private static VerifyRequest Request(params IReadOnlyList<string> references) =>
        new(Docker.Settings(), references, Head);

    private static FakeCommandRunner Holding(string json) =>
        new FakeCommandRunner().On("cp", new FakeAnswer { Bytes = Tar(json) }).On("", new FakeAnswer("id"));

    private static byte[] Tar(string content)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            using var data = new MemoryStream(Encoding.UTF8.GetBytes(content));
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "version.json") { DataStream = data });
        }

        return stream.ToArray();
    }

    private int Check(FakeCommandRunner runner, params IReadOnlyList<string> references) =>
        ImageVersions.Check(Request(references), runner, _problems, CancellationToken.None);
}
