using Esb.Build.Bake;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>
/// Bake's lines in a form that MSBuild's terminal logger shows while the task runs: it does so for tests only. To all
/// other loggers they are messages like those of <see cref="BuildLog"/>.
/// </summary>
internal sealed class TerminalLog(TaskLoggingHelper log, IBuildEngine engine) : IBakeLog
{
    private const string PrintedLine = "TLTESTOUTPUT";
    private const string ShownAsState = "TLTESTPASSED";
    private readonly BuildLog _log = new(log);

    public void Line(string text, bool important)
    {
        if (important)
            Send(PrintedLine, text, []);
        else
            _log.Line(text, important);
    }

    public void Working(string target, string step) => Send(
        ShownAsState,
        $"{target}  {step}",
        new(StringComparer.Ordinal) { ["localizedResult"] = target, ["displayName"] = step });

    private void Send(string kind, string text, Dictionary<string, string?> values) => engine.LogMessageEvent(
        new ExtendedBuildMessageEventArgs(kind, text, helpKeyword: null, nameof(RunBake), MessageImportance.High)
        {
            ExtendedMetadata = values,
        });
}
