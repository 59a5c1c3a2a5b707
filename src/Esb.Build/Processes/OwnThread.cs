namespace Esb.Build.Processes;

/// <summary>
/// Work beside other work on a thread of its own: the pool of a small machine would begin with it only when the other
/// has ended.
/// </summary>
public static class OwnThread
{
    /// <returns>Its result, or what it has thrown, for whoever waits.</returns>
    public static Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc cref="Run{T}"/>
    public static Task Run(Action work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
