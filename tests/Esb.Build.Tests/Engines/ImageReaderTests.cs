using System.Formats.Tar;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileInAnImage
{
    private readonly ProblemList _problems = new();

    [Test]
    public void IsReadAsItIs()
    {
        var file = Read(Image(new FakeAnswer { Bytes = Tar("/app/x", [0, 255, 10]) }));

        Assert.That(file.State, Is.EqualTo(ImageFileState.Found));
        Assert.That(file.Bytes.ToArray(), Is.EqualTo(new byte[] { 0, 255, 10 }));
    }

    [Test]
    public void MayBeEmpty()
    {
        var file = Read(Image(new FakeAnswer { Bytes = Tar("x", []) }));

        Assert.That((file.State, file.Bytes.Length), Is.EqualTo((ImageFileState.Found, 0)));
    }

    [Test]
    public void IsReadThroughAContainerThatIsRemoved()
    {
        var runner = Image(new FakeAnswer { Bytes = Tar("x", [1]) });

        Read(runner);

        var create = runner.Asked("create").Single().Arguments;
        var name = create[create.ToList().IndexOf("--name") + 1];
        Assert.That(create, Is.SupersetOf(new[] { "--pull", "never", "--network", "none", "com.esb.verify=1" }));
        Assert.That(runner.Asked("cp").Single().Arguments[2], Is.EqualTo(name + ":/app/version.json"));
        Assert.That(runner.Commands[^1].Arguments, Is.EqualTo(new[] { "rm", "--force", name }));
    }

    [TestCase("Error response from daemon: Could not find the file /app/version.json in container 12")]
    [TestCase("Error: No such container:path: 12:/app/version.json")]
    public void MayBeMissing(string error)
    {
        var runner = Image(new FakeAnswer(Error: error, ExitCode: 1));

        Assert.That(Read(runner).State, Is.EqualTo(ImageFileState.NoSuchFile));
        Assert.That(runner.Asked("rm"), Has.Count.EqualTo(1));
        Assert.That(_problems.Found, Is.Empty);
    }

    [Test]
    public void IsNoFolder() => Assert.That(
        Read(Image(new FakeAnswer { Bytes = Tar("x/", [], TarEntryType.Directory) })).State,
        Is.EqualTo(ImageFileState.NoSuchFile));

    [Test]
    public void NeedsTheImage()
    {
        var runner = new FakeCommandRunner()
            .On("create", new FakeAnswer(Error: "Error response from daemon: No such image: nope:1", ExitCode: 1))
            .On("rm", new FakeAnswer());

        Assert.That(Read(runner).State, Is.EqualTo(ImageFileState.NoSuchImage));
    }

    [TestCase("Error response from daemon: something odd", "ESB3051")]
    [TestCase("Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?", "ESB1102")]
    public void ThatCannotBeReadIsAnError(string error, string code)
    {
        Assert.That(Read(Image(new FakeAnswer(Error: error, ExitCode: 1))).State, Is.EqualTo(ImageFileState.Unknown));
        Assert.That(_problems.Found.Single().Rule.Code, Is.EqualTo(code));
    }

    [Test]
    public void ThatIsCutOffIsAnError()
    {
        Assert.That(
            Read(Image(new FakeAnswer { Bytes = Tar("x", [1])[..100] })).State, Is.EqualTo(ImageFileState.Unknown));
        Assert.That(_problems.Found.Single().Rule.Code, Is.EqualTo("ESB3051"));
    }

    [Test]
    public void IsLeftAloneInACancelledBuild()
    {
        var runner = new FakeCommandRunner();

        var file = ImageReader.Run(new(Docker.Settings(), "a:1", "/x"), runner, _problems, new(canceled: true));

        Assert.That((file.State, runner.Commands.Count), Is.EqualTo((ImageFileState.Unknown, 0)));
    }

    [Test]
    public void LeavesNoContainerWhenTheBuildIsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var runner = Image(new FakeAnswer { Before = _ => cancellation.Cancel() });

        var file = ImageReader.Run(new(Docker.Settings(), "a:1", "/x"), runner, _problems, cancellation.Token);

        Assert.That(file.State, Is.EqualTo(ImageFileState.Unknown));
        Assert.That(runner.Asked("rm"), Has.Count.EqualTo(1));
        Assert.That(_problems.Found, Is.Empty);
    }

    private static FakeCommandRunner Image(FakeAnswer copy) => new FakeCommandRunner()
        .On("create", new FakeAnswer("0123\n")).On("cp", copy).On("rm", new FakeAnswer());

    private static byte[] Tar(string name, byte[] content, TarEntryType type = TarEntryType.RegularFile)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            var entry = new PaxTarEntry(type, name);
            if (type == TarEntryType.RegularFile)
                entry.DataStream = new MemoryStream(content);
            tar.WriteEntry(entry);
        }

        return stream.ToArray();
    }

    private ImageFile Read(FakeCommandRunner runner) => ImageReader.Run(
        new(Docker.Settings(), "esb-gateway:1", "/app/version.json"), runner, _problems, CancellationToken.None);
}
