using System.Text.RegularExpressions;

namespace Esb.Build.Bake;

/// <summary>
/// A record of BuildKit's cache that fails every build which needs it. BuildKit commits the snapshot of a step only
/// when an image is made of it. Where the build is cancelled meanwhile, because it is killed or another target fails,
/// the snapshot may be committed and its record not know that (once in some 130 builds that were killed; 26.1.5,
/// containerd store). BuildKit looks again when it is restarted. Or the record is removed: then that step runs again,
/// and no other. Or all steps run again: newer records are preferred.
/// </summary>
internal static partial class BrokenRecord
{
    /// <param name="reason">BuildKit's reason, without the output or the command of a step.</param>
    /// <returns>The record's id; empty where the failure is another one.</returns>
    public static string In(string reason) => Failure().Match(reason).Groups["id"].Value;

    /// <summary>Removes it, unless something holds it: a build, or one that has failed when it began with its next
    /// step.</summary>
    public static void Remove(BakeCall call, string id)
    {
        string[] prune = ["buildx", "prune", "--force", "--all", "--filter", "id=" + id];
        var command = call.Request.Docker.Query([.. prune, .. BakeCommand.Builder(call)]);
        call.Runner.Run(command, onLine: null, call.Cancellation);
    }

    [GeneratedRegex(
        "failed to commit (?<id>[a-z0-9]{25}) to [a-z0-9]{25} during finalize: failed to stat active key",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Failure();
}
