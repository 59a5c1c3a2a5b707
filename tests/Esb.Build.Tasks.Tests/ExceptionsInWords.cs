namespace Esb.Build.Tasks.Tests;

public sealed class ExceptionsInWords
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    private static readonly object[][] Table =
    [
        [new IOException("No space left on device", NoSpaceLeft), "ESB1202", "No space left on device. "],
        [new IOException("Disk quota exceeded", QuotaExceeded), "ESB1202", "Disk quota exceeded. "],
        [new IOException("The file '/repo/x' exists."), "ESB1201", "'/repo/x' cannot be written: The file "],
        [new UnauthorizedAccessException("Access to '/repo/x' is denied."), "ESB1201", "'/repo/x' cannot be written: "],
        [new DirectoryNotFoundException("gone"), "ESB1201", "'a generated file' cannot be written: gone. "],
        [new InvalidOperationException("two\nlines\n"), "ESB9001", "InvalidOperationException: two lines."],
        [new KeyNotFoundException("key"), "ESB9001", "KeyNotFoundException: key."],
    ];

    [TestCaseSource(nameof(Table))]
    public void SayWhatIsWrong(Exception exception, string code, string part)
    {
        var problem = UnexpectedProblem.Of(exception);
        Assert.That(problem.Rule.Code, Is.EqualTo(code));
        Assert.That(problem.Message, Does.Contain(part).And.Not.Contain("\n"));
    }
}
