using System.Xml.Linq;

namespace Esb.Conventions.Tests;

internal sealed class TasksInTargets
{
    private const string ThreadSafe = "MSBuildMultiThreadableTaskAttribute";

    private IReadOnlyList<TaskClass> _tasks = [];
    private ILookup<string, XElement> _uses = null!;

    [OneTimeSetUp]
    public void ReadTasks()
    {
        using var assembly = new TaskAssembly();
        _tasks = assembly.ReadTasks();
        _uses = SdkFiles.Elements().ToLookup(static e => e.Name.LocalName, StringComparer.Ordinal);
        Assert.That(_tasks, Is.Not.Empty);
    }

    [Test]
    public void AreDeclaredAndUsed() => Violations.AreNone(
        SdkFiles.Tasks().Where(task => _uses[task].Any()),
        _tasks.Select(static t => t.Name),
        "A task needs a UsingTask and a target that uses it. Add them to its room's .targets, or delete the task:",
        "A UsingTask names a task that does not exist. Correct or delete it:");

    [Test]
    public void GetEachParameter() => Violations.AreNone(
        _tasks.SelectMany(task => _uses[task.Name].SelectMany(use => task.Parameters
            .Where(p => p.CanBeSet && use.Attribute(p.Name) is null).Select(p => $"{task.Name}.{p.Name}"))),
        "No target feeds this parameter, so its default is all there is. Feed it, or make it a constant:");

    [Test]
    public void GetNoOtherParameter() => Violations.AreNone(
        from task in _tasks
        from name in _uses[task.Name].Attributes().Select(static a => a.Name.LocalName)
            .Except(["Condition", "ContinueOnError"], StringComparer.Ordinal)
            .Except(task.Parameters.Where(static p => p.CanBeSet).Select(static p => p.Name), StringComparer.Ordinal)
        select $"{task.Name}.{name}",
        "The task has no such parameter. Correct the target:");

    [Test]
    public void GiveOnlyOutputsThatAreTaken() => Violations.AreNone(
        _tasks.SelectMany(task => _uses[task.Name].Elements("Output")
            .Select(output => $"{task.Name}.{(string?)output.Attribute("TaskParameter")}")),
        _tasks.SelectMany(static t => t.Parameters.Where(static p => p.IsOutput).Select(p => $"{t.Name}.{p.Name}")),
        "No target takes this output. Take it, or delete it:",
        "The task has no such output. Correct the target:");

    [Test]
    public void AreSealedAndSafeInOneProcess() => Violations.AreNone(
        _tasks.Where(static t => !t.IsSealed || !t.Attributes.Contains(ThreadSafe, StringComparer.Ordinal))
            .Select(static t => t.Name),
        "A task class is sealed and has the attribute [MSBuildMultiThreadableTask]:");

    [Test]
    public void AreThin() => Violations.AreNone(
        _tasks.Select(static t => (t.Name, Lines: BodyLines(t.Name))).Where(static t => t.Lines > 15)
            .Select(static t => $"{t.Name}: {t.Lines} lines"),
        "The body of Run has at most 15 lines. Move what it decides to the library, where it can be tested without MSBuild:");

    private static int BodyLines(string task)
    {
        var lines = Sources.One($"src/Esb.Build.Tasks/{task}.cs").Lines;
        var body = lines
            .SkipWhile(static l => !l.Contains("protected override void Run(", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(static l => l is not "    }").ToList();
        Assert.That(body, Is.Not.Empty, $"{task} has no Run.");
        return body.Count(static l => l.Trim() is not ("" or "{" or "}"));
    }
}
