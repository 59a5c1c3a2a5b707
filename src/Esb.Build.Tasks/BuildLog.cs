using Esb.Build.Bake;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>Bake's lines in MSBuild's log.</summary>
internal sealed class BuildLog(TaskLoggingHelper log) : IBakeLog
{
    // "{0}", because a line may hold braces that would be taken for a format.
    public void Line(string text, bool important) =>
        log.LogMessage(important ? MessageImportance.High : MessageImportance.Low, "{0}", text);
}
