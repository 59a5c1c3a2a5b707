using Esb.Build.Diagnostics;

namespace Esb.Build.Tests.Diagnostics;

public sealed class FailuresToWrite
{
    [TestCase(28, "ESB1202", "The disk is full: /repo/x: The reason. Free some space")]
    [TestCase(122, "ESB1202", "The disk is full: /repo/x: The reason. Free some space")]
    [TestCase(30, "ESB1201", "'/repo/x' cannot be written: The reason. Check its owner")]
    public void AreOfTheDiskOrOfRights(int error, string code, string part)
    {
        var problem = WriteFailure.Of(new IOException("The reason", error), "/repo/x");
        Assert.That((problem.Rule.Code, problem.Position), Is.EqualTo((code, (SourcePosition?)null)));
        Assert.That(problem.Message, Does.Contain(part));
    }

    [Test]
    public void AreOfRightsWhereTheSystemSaysSo() =>
        Assert.That(
            WriteFailure.Of(new UnauthorizedAccessException("No."), "/repo/x").Message,
            Does.StartWith("'/repo/x' cannot be written: No. "));
}
