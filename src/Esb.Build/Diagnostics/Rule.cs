namespace Esb.Build.Diagnostics;

/// <summary>
/// One kind of problem. <paramref name="Sentence"/> is a composite format (<c>{0}</c>, <c>{1}</c>, …) that says what is
/// wrong and then what to do. All rules stand in <see cref="Rules"/>; <c>docs/errors.md</c> has a section for each.
/// </summary>
/// <param name="Code"><c>ESB</c> and four digits; the first digit is the band (1 machine, 2 what the user wrote, 3
/// build, 4 policy, 9 our bug).</param>
public sealed record Rule(string Code, Severity Severity, string Sentence)
{
    /// <summary>Where the code is explained; an IDE and the terminal logger make the code a link to it.</summary>
    public string HelpLink => $"https://github.com/esb-sdk/esb-sdk/blob/main/docs/errors.md#{Code.ToLowerInvariant()}";
}
