using System.Collections.Concurrent;
using Esb.Build.Diagnostics;
using Esb.Build.Git;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

public sealed class GitProcesses : ICommandRunner
{
    private readonly ConcurrentQueue<Command> _started = [];
    private Func<Command, CommandResult> _answer = null!;
    private TemporaryRepository _repository = null!;
    private ProblemList _problems = null!;

    [SetUp]
    public void Make()
    {
        _started.Clear();
        _problems = new();
        _repository = new TemporaryRepository().Commit();
        _answer = command => SystemCommandRunner.Instance.Run(command, null, CancellationToken.None);
    }

    [TearDown]
    public void Delete() => _repository.Dispose();

    public CommandResult Run(Command command, Action<string, bool>? onLine, CancellationToken cancellation)
    {
        _started.Enqueue(command);
        return _answer(command);
    }

    [Test]
    public void AreThree()
    {
        Assert.That(Read(), Is.Not.Null);
        Assert.That(_started, Has.Count.EqualTo(3));
        Assert.That(_started, Has.All.Property("Timeout").EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void GetTheEnvironmentWithoutTheRepositoryOfAHook()
    {
        _repository.Environment["GIT_DIR"] = "/elsewhere";
        _repository.Environment["GIT_CONFIG_COUNT"] = "0";

        Read();

        var environment = _started.First().Environment;
        Assert.That(environment.Keys, Has.No.Member("GIT_DIR"));
        Assert.That(environment["GIT_CONFIG_COUNT"], Is.EqualTo("0"));
        Assert.That(environment["GIT_OPTIONAL_LOCKS"], Is.EqualTo("0"));
        Assert.That(environment["LC_ALL"], Is.EqualTo("C"));
    }

    [TestCase("rev-parse")]
    [TestCase("describe")]
    [TestCase("config")]
    public void AreReportedWhenTheyHang(string which)
    {
        Fail(which, new(CommandEnd.TimedOut, -1, "", ""));

        Assert.That(Read(), Is.Null);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.GitTimedOut));
        Assert.That(_problems.Found[0].Message, Does.Contain("30 s"));
    }

    [Test]
    public void GiveAVersionOfTheirOwnWhenDescribeFails()
    {
        Fail("describe", new(CommandEnd.Exited, 128, "", "fatal: no names found"));

        Assert.That(Read()!.Version, Is.EqualTo($"0.0.0-dev.{_repository.Git("rev-parse", "--short=12", "HEAD")}"));
    }

    [Test]
    public void AreReportedWhenTheConfigurationCannotBeRead()
    {
        Fail("config", new(CommandEnd.Exited, 128, "", "fatal: bad config\nline 3."));

        Assert.That(Read(), Is.Null);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.GitFailed));
        Assert.That(
            _problems.Found[0].Message,
            Does.Contain("remote.origin.url").And.Contain(": fatal: bad config line 3. "));
    }

    [Test]
    public void MustNotPrintALineEndInAPath()
    {
        Fail("rev-parse", new(CommandEnd.Exited, 0, "/a\nb\n\n/a\nb/.git\n.git\nsha\nsha\n", ""));

        Assert.That(Read(), Is.Null);
        Assert.That(_problems.Found.Single().Rule, Is.EqualTo(Rules.GitFailed));
    }

    [Test]
    public void AreCheckedForWhatAGitFolderMustHave()
    {
        Fail("rev-parse", new(CommandEnd.Exited, 0, $"{_repository.Root}\n\n{_repository.Home}\n.git\nsha\nsha\n", ""));

        Assert.That(Read(), Is.Null);
        Assert.That(_problems.Found.Single().Message, Does.Contain(Path.Combine(_repository.Home, "HEAD")));
    }

    [TestCase(GitEngine.Git)]
    [TestCase(GitEngine.LibGit2)]
    public void EndWithTheBuildThatIsCancelled(GitEngine engine)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(
            () => GitContextReader.Read(Request(engine), SystemCommandRunner.Instance, _problems, cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("https://a:b@c/d")]
    [TestCase("a\nb")]
    [TestCase("a\rb")]
    [TestCase("a\r")]
    public void DoNotHandOnAnAddressThatMustNotBePublished(string address) =>
        Assert.That(Address(address), Is.Empty);

    private string Address(string address)
    {
        _repository.Configure("remote.origin.url", address);
        return Read()!.RepositoryUrl;
    }

    private GitRequest Request(GitEngine engine) => new(_repository.Root, null, engine, _repository.Environment);

    private GitContext? Read() =>
        GitContextReader.Read(Request(GitEngine.Git), this, _problems, CancellationToken.None);

    private void Fail(string which, CommandResult result) =>
        _answer = command => command.Arguments[0].Equals(which, StringComparison.Ordinal)
            ? result
            : SystemCommandRunner.Instance.Run(command, null, CancellationToken.None);
}
