using System.Diagnostics;

namespace Esb.Testing;

/// <summary>Waits for what another process does; never for a length of time.</summary>
public static class Patience
{
    /// <param name="what">What is waited for, for the message.</param>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public static void Until(string what, Func<bool> isThere, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (!isThere())
        {
            if (clock.Elapsed > limit)
                throw new TimeoutException($"Waited {limit.TotalSeconds} s in vain until {what}.");

            Thread.Sleep(50);
        }
    }
}
