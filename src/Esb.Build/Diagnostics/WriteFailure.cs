namespace Esb.Build.Diagnostics;

/// <summary>What it means for a user that something cannot be written: there is no room, or no right to.</summary>
public static class WriteFailure
{
    /// <param name="exception">An <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
    /// <param name="path">What was to be written, or the folder that it was for.</param>
    public static Diagnostic Of(Exception exception, string path)
    {
        var rule = exception is IOException e && IsDiskFull(e) ? Rules.DiskFull : Rules.CannotWrite;
        return Diagnostic.Of(rule, position: null, path, Sentence.End(exception.Message));
    }

    // ENOSPC, EDQUOT; ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL.
    private static bool IsDiskFull(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 39 or 112 : e.HResult is 28 or 122;
}
