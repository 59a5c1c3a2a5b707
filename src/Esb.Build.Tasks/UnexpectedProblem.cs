using Esb.Build.Diagnostics;

namespace Esb.Build.Tasks;

/// <summary>What an exception means for a user: a full disk, a file that may not be written, or our bug.</summary>
internal static class UnexpectedProblem
{
    public static Diagnostic Of(Exception exception) => exception switch
    {
        IOException e when IsDiskFull(e) =>
            Diagnostic.Of(Rules.DiskFull, null, "a generated file", Sentence.End(e.Message)),
        UnauthorizedAccessException or IOException =>
            Diagnostic.Of(Rules.CannotWrite, null, PathIn(exception.Message), Sentence.End(exception.Message)),
        _ => Diagnostic.Of(Rules.Bug, null, $"{exception.GetType().Name}: {Sentence.End(exception.Message)}"),
    };

    // ENOSPC, EDQUOT; ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL.
    private static bool IsDiskFull(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 39 or 112 : e.HResult is 28 or 122;

    // .NET puts the path in single quotes and nowhere else.
    private static string PathIn(string message) =>
        message.Split('\'') is [_, var path, ..] ? path : "a generated file";
}
