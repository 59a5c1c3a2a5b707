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
}
