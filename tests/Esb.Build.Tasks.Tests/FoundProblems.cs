using Esb.Build.Diagnostics;

namespace Esb.Build.Tasks.Tests;

/// <summary>What the library finds wrong becomes MSBuild's errors and warnings.</summary>
public sealed class FoundProblems
{
    [Test]
    public void OfTheBadKindFailTheTask()
    {
        using var task = new TestTask(static (_, problems) => problems.Add(Rules.NoStage, null));
        Assert.That(task.Execute(), Is.False);
        Assert.That(task.Engine.Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void ThatOnlyWarnDoNot()
    {
        using var task = new TestTask(static (_, problems) => problems.Add(Rules.NoVersionFile, null, "last", "meta"));
        Assert.That(task.Execute(), Is.True);
        Assert.That(task.Engine.Warnings.Select(static w => w.Code), Is.EqualTo(new[] { "ESB2101" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void KeepTheirPlaceAndHelp(bool error)
    {
        var rule = error ? Rules.NoStage : Rules.RuntimeVariable;
        using var task = new TestTask((_, problems) => problems.Add(rule, new("/repo/Dockerfile", 3, 5, 3, 9)));
        task.Execute();
        var (errors, warnings) = (task.Engine.Errors, task.Engine.Warnings);
        var found = error
            ? (errors[0].File, errors[0].LineNumber, errors[0].ColumnNumber, errors[0].EndColumnNumber,
                errors[0].HelpLink)
            : (warnings[0].File, warnings[0].LineNumber, warnings[0].ColumnNumber, warnings[0].EndColumnNumber,
                warnings[0].HelpLink);
        Assert.That(found, Is.EqualTo(("/repo/Dockerfile", 3, 5, 9, rule.HelpLink)));
    }

    [Test]
    public void WithoutAPlaceAreTheProjects()
    {
        using var task = new TestTask(static (_, problems) => problems.Add(Rules.NoStage, null));
        task.Execute();
        Assert.That(task.Engine.Errors[0].File, Is.EqualTo("/repo/images.proj"));
    }

    [Test]
    public void MayHoldBraces()
    {
        using var task = new TestTask(static (_, problems) => problems.Add(Rules.BuildWarning, null, "{0} {x}", "{1}"));
        task.Execute();
        Assert.That(task.Engine.Warnings[0].Message, Is.EqualTo("BuildKit's linter: {0} {x} {1}"));
    }
}
