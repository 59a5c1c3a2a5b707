using System.Globalization;

namespace Esb.Build.Registries;

/// <summary>Finds out from Linux's <c>/proc</c> which process listens on a port of 127.0.0.1.</summary>
internal static class ListeningProcess
{
    private const string Listening = "0A";

    // 127.0.0.1 and "all addresses", as the kernel writes them on a little-endian machine; with IPv6 in four words.
    private static readonly string[] Addresses =
    [
        "0100007F", "00000000",
        "0000000000000000FFFF00000100007F", "00000000000000000000000000000000",
    ];

    /// <param name="folder">Absolute path of what is <c>/proc</c>.</param>
    /// <returns><c>process 4711 (python3)</c>; <see langword="null"/> where there is none, or it may not be
    /// seen.</returns>
    public static string? Find(string folder, int port)
    {
        string[] tables = [Path.Combine(folder, "net/tcp"), Path.Combine(folder, "net/tcp6")];
        var sockets = tables.SelectMany(table => SocketsOf(table, port)).ToHashSet(StringComparer.Ordinal);
        if (sockets.Count == 0)
            return null;

        foreach (var process in Folders(folder))
        {
            if (Entries(Path.Combine(process, "fd")).Any(file => LinkOf(file) is { } link && sockets.Contains(link)))
                return $"process {Path.GetFileName(process)} ({NameOf(process)})";
        }

        return null;
    }

    // "0: 0100007F:1392 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4242 1 …": the tenth is the inode.
    private static IEnumerable<string> SocketsOf(string table, int port)
    {
        var local = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        foreach (var line in Lines(table))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 9 && words[3] is Listening && words[1].EndsWith(local, StringComparison.Ordinal)
                && Addresses.Contains(words[1][..^local.Length], StringComparer.Ordinal))
            {
                yield return $"socket:[{words[9]}]";
            }
        }
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(static f => Path.GetFileName(f).All(char.IsAsciiDigit));

    private static string NameOf(string process) => Lines(Path.Combine(process, "comm")).FirstOrDefault("?");

    // Processes end while they are looked at, and those of others may not be looked at.
    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? LinkOf(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
