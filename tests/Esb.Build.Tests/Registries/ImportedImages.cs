using Esb.Build.Diagnostics;
using Esb.Build.Registries;
using Esb.Build.Tests.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Registries;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ImportedImages : IDisposable
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly RegistryMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [TestCase("public.ecr.aws/lambda/python:3.12", "lambda/python:3.12")]
    [TestCase("python", "python:latest")]
    [TestCase("team/app:1", "team/app:1")]
    [TestCase("localhost:5000/app:1", "app:1")]
    [TestCase("gcr.io/a/b:1@" + Digest, "a/b:1")]
    [TestCase("gcr.io/a/b@" + Digest, "a/b:sha256-0123456789ab")]
    public void KeepTheirNameWithoutTheRegistry(string source, string path) =>
        Assert.That(Plan(source)!.Single().Reference, Is.EqualTo($"{_machine.Registry.Address}/{path}"));

    [Test]
    public void AreCopiedOnceWhereTheyAreNamedTwice() =>
        Assert.That(Plan("a:1", "a:1", "b")!.Select(static c => c.Source), Is.EqualTo(["a:1", "b:latest"]));

    [Test]
    public void AreAnErrorWhereTwoGetOneName()
    {
        Assert.That(Plan("a.example/x:1", "b.example/x:1"), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.ExternalImageCollision));
    }

    [Test]
    public void AreReferences()
    {
        Assert.That(Plan("https://a.example/x"), Is.Null);
        var problem = _machine.Problems.Found.Single();
        Assert.That((problem.Rule, problem.Position!.Line), Is.EqualTo((Rules.BadExternalImage, 7)));
    }

    [Test]
    public void ComeFromTheirRegistry()
    {
        _machine.Docker.On("buildx imagetools create", new FakeAnswer());
        Assert.That(Import(), Does.EndWith("copied from a.example/x:1"));
        Assert.That(_machine.Docker.Commands.Single().Timeout, Is.Null);
    }

    [Test]
    public void ComeFromTheEngineWhereTheirRegistryCannotBeReached()
    {
        _machine.Answers("buildx imagetools create", "ERROR: no such host").Answers("image inspect", "none");
        _machine.Docker.On("image tag", new FakeAnswer()).On("push", new FakeAnswer()).On("image rm", new FakeAnswer());
        Assert.That(Import(), Does.EndWith("copied from the engine's a.example/x:1"));
        Assert.That(_machine.Docker.Asked("image rm"), Has.Count.EqualTo(1));
    }

    [Test]
    public void LeaveTheNameThatTheEngineHadBefore()
    {
        _machine.Answers("buildx imagetools create", "ERROR: no such host");
        _machine.Docker.On("image", new FakeAnswer()).On("push", new FakeAnswer());
        Import();
        Assert.That(_machine.Docker.Asked("image rm"), Is.Empty);
    }

    [Test]
    public void AreAnErrorWhereTheEngineCannotPushThem()
    {
        _machine.Answers("buildx imagetools create", "ERROR: no such host").Answers("push", "denied");
        _machine.Docker.On("image", new FakeAnswer());
        Assert.That(Import(), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Message, Does.Contain("denied."));
    }

    [Test]
    public void StayWhereTheyWereCopiedBefore()
    {
        using var registry = new FakeRegistry(static _ => FakeReply.Of(Digest));
        Assert.That(ImportTo(registry.Address), Does.EndWith("kept"));
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.ImportKept));
    }

    [Test]
    public void AreAnErrorWhereNobodyHasThem()
    {
        using var registry = new FakeRegistry(static _ => new(404));
        Assert.That(ImportTo(registry.Address), Is.Null);
        var problem = _machine.Problems.Found.Single();
        Assert.That((problem.Rule, problem.Position!.Line), Is.EqualTo((Rules.ImportFailed, 7)));
        Assert.That(problem.Message, Does.Contain("no such host."));
    }

    [Test]
    public void AreTheMachinesErrorWhereNoEngineAnswers()
    {
        _machine.Answers("buildx imagetools create", "Cannot connect to the Docker daemon at unix:///x.");
        Assert.That(Import(), Is.Null);
        Assert.That(_machine.Problems.Found.Single().Rule, Is.EqualTo(Rules.EngineNotRunning));
    }

    private IReadOnlyList<ImageCopy>? Plan(params string[] references) => ImageCopy.Plan(
        [.. references.Select(static r => new ExternalImage(r, new("/p", 7)))], _machine.Registry, _machine.Problems);

    private string? Import() => RegistryImport.Run(Plan("a.example/x:1")!.Single(), _machine.Calls);

    private string? ImportTo(string address)
    {
        _machine.Answers("buildx imagetools create", "ERROR: no such host").Answers("image", "none");
        var copy = Plan("a.example/x:1")!.Single() with { Reference = address + "/x:1" };
        return RegistryImport.Run(copy, _machine.Calls);
    }
}
