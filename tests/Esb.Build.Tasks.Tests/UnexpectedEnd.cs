using Esb.Build.Diagnostics;
using Esb.Testing;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks.Tests;

/// <summary>Whatever goes wrong in a task ends in one error that a user can read.</summary>
public sealed class UnexpectedEnd
{
    [Test]
    public void ByABugIsOneErrorWithoutStackTrace()
    {
        var (engine, succeeded) = Execute(static () => throw new InvalidOperationException("boom"));

        Assert.That(succeeded, Is.False);
        Assert.That(
            engine.Errors.Select(static e => (e.Code, e.File)),
            Is.EqualTo(new[] { ("ESB9001", "/repo/images.proj") }));
        Assert.That(
            engine.Errors[0].Message,
            Does.Contain("InvalidOperationException: boom.").And.Not.Contain("   at "));
    }

    [Test]
    public void KeepsTheStackTraceForWhoeverMendsIt()
    {
        var (engine, _) = Execute(static () => throw new InvalidOperationException("boom {0}"));
        var detail = engine.Messages.Single();
        Assert.That(
            (detail.Importance, detail.Message!.Contains("   at ", StringComparison.Ordinal)),
            Is.EqualTo((MessageImportance.Low, true)));
    }

    [Test]
    public void ByAFullDiskSaysSo()
    {
        var (engine, _) = Execute(static () => File.AppendAllText("/dev/full", "text"));
        Assert.That(engine.Errors.Select(static e => e.Code), Is.EqualTo(new[] { "ESB1202" }));
    }

    [Test]
    public void ByAPathThatMayNotBeWrittenNamesIt()
    {
        using var folder = new TemporaryFolder();
        var (engine, _) = Execute(() => File.WriteAllText(folder.Root, "text"));
        Assert.That(engine.Errors.Select(static e => e.Code), Is.EqualTo(new[] { "ESB1201" }));
        Assert.That(engine.Errors[0].Message, Does.StartWith($"'{folder.Root}' cannot be written: "));
    }

    [Test]
    public void ByCancellingIsNoBug()
    {
        using var task = new TestTask(static (task, _) =>
        {
            task.Cancel();
            task.Token.ThrowIfCancellationRequested();
        });
        Assert.That(task.Execute(), Is.False);
        Assert.That(task.Engine.Errors.Select(static e => e.Code), Is.EqualTo(new[] { Rules.Cancelled.Code }));
    }

    [Test]
    public void ByACancellationThatNobodyAskedForIsABug()
    {
        var (engine, _) = Execute(static () => throw new OperationCanceledException());
        Assert.That(engine.Errors.Select(static e => e.Code), Is.EqualTo(new[] { "ESB9001" }));
    }

    private static (FakeBuildEngine Engine, bool Succeeded) Execute(Action body)
    {
        using var task = new TestTask((_, _) => body());
        return (task.Engine, task.Execute());
    }
}
