namespace Esb.Build.Processes;

/// <summary>The one seam to other programs; tests put a fake here.</summary>
public interface ICommandRunner
{
    /// <summary>
    /// Runs a program to its end. Never throws for what the program does or for a program that is missing.
    /// </summary>
    /// <param name="onLine"> Gets every line as it comes, without its line end, one call at a time; then <see
    /// cref="CommandResult.Output"/> and <see cref="CommandResult.Error"/> stay empty. The flag is true for standard
    /// error.
    /// </param>
    CommandResult Run(Command command, Action<string, bool>? onLine, CancellationToken cancellation);
}
