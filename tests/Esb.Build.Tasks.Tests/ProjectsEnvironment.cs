using Microsoft.Build.Framework;

namespace Esb.Build.Tasks.Tests;

/// <summary>Several projects build in one process: folder and environment are the project's.</summary>
public sealed class ProjectsEnvironment
{
    [Test]
    public void IsWhatMSBuildGives()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["ESB_TAG"] = "mine" };
        using var task = new TestTask(static (_, _) => { });
        task.TaskEnvironment = TaskEnvironment.CreateWithProjectDirectoryAndEnvironment("/repo", variables);
        Assert.That(task.Variables, Is.EquivalentTo(variables));
    }

    [Test]
    public void IsTheProcesssWhereMSBuildGivesNone()
    {
        using var task = new TestTask(static (_, _) => { });
        Assert.That(task.Variables["PATH"], Is.EqualTo(System.Environment.GetEnvironmentVariable("PATH")));
    }

    [Test]
    public void HasTheFolderOfTheProjectFile()
    {
        using var task = new TestTask(static (_, _) => { });
        Assert.That(task.Folder, Is.EqualTo("/repo"));
    }
}
