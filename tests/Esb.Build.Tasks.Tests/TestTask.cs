using Esb.Build.Diagnostics;

namespace Esb.Build.Tasks.Tests;

/// <summary>A task of the project <c>/repo/images.proj</c> that does what a test says.</summary>
internal sealed class TestTask : EsbTask
{
    private readonly Action<TestTask, ProblemList> _body;

    public TestTask(Action<TestTask, ProblemList> body)
    {
        (_body, ProjectFile) = (body, "/repo/images.proj");
        BuildEngine = Engine;
    }

    public FakeBuildEngine Engine { get; } = new();

    public CancellationToken Token => Cancellation;

    public string Folder => ProjectDirectory;

    public IReadOnlyDictionary<string, string> Variables => Environment;

    protected override void Run(ProblemList problems) => _body(this, problems);
}
