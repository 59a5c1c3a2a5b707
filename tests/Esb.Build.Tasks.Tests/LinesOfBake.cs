using Esb.Build.Bake;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks.Tests;

public sealed class LinesOfBake
{
    [TestCase(true, MessageImportance.High)]
    [TestCase(false, MessageImportance.Low)]
    public void AreLoggedAsTheyAre(bool important, MessageImportance importance)
    {
        using var task = new TestTask((task, _) => ((IBakeLog)new BuildLog(task.Log)).Line("{0} {x", important));
        task.Execute();
        Assert.That(
            task.Engine.Messages.Select(static m => (m.Message, m.Importance)),
            Is.EqualTo(new[] { ("{0} {x", importance) }));
    }

    [Test]
    public void AreWhatTheTerminalLoggerTakesForOutputOfTests()
    {
        using var task = new TestTask(static (task, _) =>
        {
            IBakeLog log = new TerminalLog(task.Log, task.BuildEngine);
            log.Line("{0} {x", important: true);
            log.Line("detail", important: false);
            log.Working("svc", "RUN x");
        });
        task.Execute();

        Assert.That(
            task.Engine.Messages.Select(static m => (KindOf(m), m.Message, m.Importance)),
            Is.EqualTo(new[]
            {
                ("TLTESTOUTPUT", "{0} {x", MessageImportance.High),
                ("", "detail", MessageImportance.Low),
                ("TLTESTPASSED", "svc  RUN x", MessageImportance.High),
            }));
    }

    // By name, because the reader of binary logs has a type of the same name.
    private static string KindOf(BuildMessageEventArgs message) =>
        message.GetType().GetProperty("ExtendedType")?.GetValue(message) as string ?? "";
}
