using System.Collections.Concurrent;
using Esb.Build.Processes;

namespace Esb.Build.Engines;

/// <summary>
/// Asks the engine how large images are, on a thread of its own while others are still being built. A size that it
/// does not tell is not worth an error.
/// </summary>
public sealed class ImageSizes : IDisposable
{
    // Instead of CompleteAdding, which ends the wait of the other side with an exception: 10 ms, the first time.
    private const string End = "";
    private readonly ConcurrentDictionary<string, long> _sizes = new(StringComparer.Ordinal);
    private readonly BlockingCollection<string> _references = [];
    private readonly CancellationTokenSource _deadline;
    private readonly DockerSettings _docker;
    private readonly Task _task;

    /// <param name="cancellation">Ends it early.</param>
    public ImageSizes(DockerSettings docker, CancellationToken cancellation)
    {
        _docker = docker;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _task = OwnThread.Run(Work);
    }

    public void Ask(string reference) => _references.Add(reference, CancellationToken.None);

    /// <summary>Waits for the last answers, no longer than <see cref="DockerSettings.Timeout"/>.</summary>
    /// <returns>Bytes, by reference: what the engine's own list shows.</returns>
    public IReadOnlyDictionary<string, long> Read()
    {
        _references.Add(End, CancellationToken.None);
        _deadline.CancelAfter(_docker.Timeout);
        _task.GetAwaiter().GetResult();
        return _sizes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _deadline.Cancel();
        _task.GetAwaiter().GetResult();
        _references.Dispose();
        _deadline.Dispose();
    }

    private void Work()
    {
        try
        {
            if (EngineReader.EndpointOf(_docker) is not { } endpoint)
                return;

            using var connection = new EngineConnection(endpoint, _docker.Timeout, _deadline.Token);
            while (_references.Take(_deadline.Token) is { Length: > 0 } reference)
            {
                if (EngineApi.ReadImage(connection, reference) is { Size: > 0 } image)
                    _sizes[reference] = image.Size;
            }
        }
        catch (Exception e) when (EngineReader.IsFailure(e))
        {
            // See above.
        }
    }
}
