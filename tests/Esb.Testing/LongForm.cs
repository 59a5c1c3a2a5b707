namespace Esb.Testing;

/// <summary>
/// Whether random tests are to run in their long form, <c>./build.sh soak</c>: the one place that reads
/// <c>ESB_LONG=1</c>.
/// </summary>
public static class LongForm
{
    /// <summary>NUnit's category of the tests that have one.</summary>
    public const string Category = "Soak";

    /// <summary>Whether it was asked for.</summary>
    public static bool IsOn { get; } = Read();

    /// <returns>The number for this run.</returns>
    public static int Of(int usually, int inLongForm) => IsOn ? inLongForm : usually;

    private static bool Read() =>
        System.Environment.GetEnvironmentVariables()["ESB_LONG"] is string value
        && value.Equals("1", StringComparison.Ordinal);
}
