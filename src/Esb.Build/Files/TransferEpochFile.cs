using System.Globalization;
using System.Text;

namespace Esb.Build.Files;

/// <summary>
/// Where an epoch lies between builds: one line, its id and the time until which was sent. Losing it begins a new one,
/// which costs time and nothing else.
/// </summary>
public static class TransferEpochFile
{
    private const int IdLength = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Changes the epoch, also when two builds do so at once, and returns the new one.</summary>
    /// <param name="path">Absolute; missing folders are made.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static TransferEpoch Write(string path, Func<TransferEpoch, TransferEpoch> change)
    {
        var gate = path + ".lock";
        using var held = FileLock.Take(gate, "a build of this project", Patience, null, CancellationToken.None)
            ?? throw new IOException($"'{path}' is being written by a build that does not end.");
        var present = Read(path);
        var next = change(present ?? TransferEpoch.Begin());
        if (next != present)
        {
            var sent = next.Sent.ToString(CultureInfo.InvariantCulture);
            GeneratedFile.Write(path, Encoding.UTF8.GetBytes($"{next.Id} {sent}\n"));
        }

        return next;
    }

    private static TransferEpoch? Read(string path)
    {
        if (!File.Exists(path))
            return null;

        var words = File.ReadAllText(path, Encoding.UTF8).TrimEnd('\n').Split(' ');
        return words is [{ Length: IdLength } id, var sent] && id.All(char.IsAsciiHexDigitLower)
            && long.TryParse(sent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
                ? new(id, time)
                : null;
    }
}
