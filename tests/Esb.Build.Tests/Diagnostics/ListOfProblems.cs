using Esb.Build.Diagnostics;

namespace Esb.Build.Tests.Diagnostics;

public sealed class ListOfProblems
{
    private static readonly Rule Warning = new("ESB2999", Severity.Warning, "{0} {1}");

    [Test]
    public void HasErrorsOnlyWithAnError()
    {
        var problems = new ProblemList();
        problems.Add(Warning, null, "a", "b");
        Assert.That(problems.HasErrors, Is.False);
        problems.Add(Rules.Bug, null, "x");
        Assert.That(problems.HasErrors, Is.True);
        Assert.That(problems.Found, Has.Count.EqualTo(2));
    }

    [Test]
    public void SaysTheSameOnlyOnce()
    {
        var problems = new ProblemList();
        problems.Add(Warning, new("f", 1), "a", "b");
        problems.Add(Warning, new("f", 1), "a", "b");
        problems.Add(Warning, new("f", 2), "a", "b");
        Assert.That(problems.Found, Has.Count.EqualTo(2));
    }

    [Test]
    public void PutsValuesIntoTheSentenceWhateverTheyHold() =>
        Assert.That(Diagnostic.Of(Warning, null, "{0}", 1.5).Message, Is.EqualTo("{0} 1.5"));

    [Test]
    public void IsPrintedAsCompilersDo()
    {
        Assert.That(Diagnostic.Of(Warning, new("/f", 3, 4), "a", "b")
            .ToString(), Is.EqualTo("/f(3,4): Warning ESB2999: a b"));
        Assert.That(Diagnostic.Of(Warning, null, "a", "b").ToString(), Is.EqualTo("Warning ESB2999: a b"));
    }
}
