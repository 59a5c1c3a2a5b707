using System.Collections;
using Esb.Build.Diagnostics;
using Esb.Build.Engines;
using Esb.Build.Processes;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// What all tasks share: problems become MSBuild's errors and warnings, cancelling reaches the library, and nothing
/// that goes wrong ends in a stack trace. Takes folder and environment from MSBuild, because several projects build in
/// one process.
/// </summary>
public abstract class EsbTask : Microsoft.Build.Utilities.Task, IMultiThreadableTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private SecretMask? _mask;

    /// <summary>
    /// Set by MSBuild when it runs several projects in one process; then the process's own environment is not the
    /// project's.
    /// </summary>
    public TaskEnvironment TaskEnvironment { get; set; } = null!;

    /// <summary>Absolute path of the project that is being built.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    protected CancellationToken Cancellation => _cancellation.Token;

    protected CancellationTokenSource CancellationSource => _cancellation;

    /// <summary>The environment of this project's build.</summary>
    protected IReadOnlyDictionary<string, string> Environment =>
        TaskEnvironment?.GetEnvironmentVariables() ?? OfProcess();

    // Read only when there is something to say: most builds of nothing have nothing.
    private SecretMask Mask => _mask ??= SecretMask.Of(
        MachineSecrets.Read(new DockerOptions("", "", Seconds: 1).In(ProjectDirectory, Environment)));

    public sealed override bool Execute()
    {
        var problems = new ProblemList();
        try
        {
            Run(problems);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            problems.Add(Rules.Cancelled, null);
        }
        catch (Exception e) when (UnexpectedProblem.Of(e) is { } problem)
        {
            // For whoever mends it; a user sees the sentence.
            Log.LogMessage(MessageImportance.Low, "{0}", Mask.Apply(e.ToString()));
            problems.Add(problem);
        }

        Report(problems);
        return !Log.HasLoggedErrors;
    }

    /// <summary>Called by MSBuild on another thread.</summary>
    public void Cancel() => _cancellation.Cancel();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _cancellation.Dispose();
    }

    protected abstract void Run(ProblemList problems);

    /// <summary>A line at normal verbosity, without the machine's logins.</summary>
    // "{0}", because a line may hold braces that would be taken for a format.
    protected void Say(string line) => Log.LogMessage(MessageImportance.High, "{0}", Mask.Apply(line));

    private void Report(ProblemList problems)
    {
        foreach (var (rule, position, text) in problems.Found)
        {
            var message = Mask.Apply(text);
            var at = position ?? new(ProjectFile);
            var (file, line, column, endLine, endColumn) = at;
            if (rule.Severity == Severity.Error)
                Log.LogError(null, rule.Code, null, rule.HelpLink, file, line, column, endLine, endColumn, message);
            else
                Log.LogWarning(null, rule.Code, null, rule.HelpLink, file, line, column, endLine, endColumn, message);
        }
    }

    private static Dictionary<string, string> OfProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return variables;
    }
}
