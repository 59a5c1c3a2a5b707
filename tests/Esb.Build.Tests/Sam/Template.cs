using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Sam;

namespace Esb.Build.Tests.Sam;

/// <summary>What these tests are written in.</summary>
internal static class Template
{
    public const string Path = "/repo/template.yaml";

    /// <summary>A template with one function, which has these further properties.</summary>
    public static string WithFunction(string properties, string sections = "") =>
        $"""
        {sections}
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.12
              Handler: app.handler
        {Indented(properties, "      ")}
        """;

    public static (SamTemplate? Template, IReadOnlyList<Diagnostic> Problems) Read(
        string text, params IReadOnlyList<SamParameter> parameters)
    {
        var problems = new ProblemList();
        var template = SamTemplateReader.Parse(Path, Encoding.UTF8.GetBytes(text), parameters, problems);
        return (template, problems.Found);
    }

    public static SamTemplate Good(string text, params IReadOnlyList<SamParameter> parameters)
    {
        var (template, problems) = Read(text, parameters);
        Assert.That(problems, Is.Empty);
        return template!;
    }

    /// <summary>The only problem of a template.</summary>
    public static Diagnostic Problem(string text, params IReadOnlyList<SamParameter> parameters) =>
        Read(text, parameters).Problems.Single();

    public static string Indented(string text, string indentation) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length > 0 ? indentation + line : line));
}
