using Esb.Build.Diagnostics;

namespace Esb.Build.Tasks;

/// <summary>What an exception means for a user: a full disk, a file that may not be written, or our bug.</summary>
internal static class UnexpectedProblem
{
    public static Diagnostic Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException or IOException => WriteFailure.Of(exception, PathIn(exception.Message)),
        _ => Diagnostic.Of(Rules.Bug, null, $"{exception.GetType().Name}: {Sentence.End(exception.Message)}"),
    };

    // .NET puts the path in single quotes and nowhere else.
    private static string PathIn(string message) =>
        message.Split('\'') is [_, var path, ..] ? path : "a generated file";
}
