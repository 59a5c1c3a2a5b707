using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>A SAM or CloudFormation template → what it says about images. YAML or JSON.</summary>
public static class SamTemplateReader
{
    private const string ForEach = "Fn::ForEach";
    private const string Transform = "Fn::Transform";

    /// <param name="path">Absolute.</param>
    /// <param name="parameters">What the project gives; for each name the last one counts.</param>
    /// <returns>What could be read, or <see langword="null"/> when that is nothing. What is wrong is reported, each at
    /// its line and column, at most a hundred times.</returns>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static SamTemplate? Read(
        string path, IReadOnlyList<SamParameter> parameters, ProblemList problems, CancellationToken cancellation) =>
        TemplateSource.Read(path, problems) is { } source
            ? Parse(new TemplateProblems(source, problems), parameters, cancellation)
            : null;

    /// <summary>The same for the bytes of a file.</summary>
    internal static SamTemplate? Parse(
        string path, ReadOnlySpan<byte> bytes, IReadOnlyList<SamParameter> parameters, ProblemList problems) =>
        TemplateSource.Parse(path, bytes, problems) is { } source
            ? Parse(new TemplateProblems(source, problems), parameters, CancellationToken.None)
            : null;

    private static SamTemplate? Parse(
        TemplateProblems problems, IReadOnlyList<SamParameter> parameters, CancellationToken cancellation)
    {
        if (YamlComposer.Compose(problems, cancellation) is not { } root)
            return null;

        if (root is not TemplateMap { Entries.Count: > 0 } map || map.Find("Resources") is not TemplateMap)
        {
            problems.Add(Rules.NoResources, root.Offset);
            return null;
        }

        var scope = new TemplateScope(map, problems);
        try
        {
            return new(problems.Source.Path)
            {
                Functions = Functions(new(scope, parameters), cancellation),
                Parameters = [.. scope.Parameters.Entries.Select(static e => e.Key.Text)],
            };
        }
        catch (YamlMistakeException e)
        {
            problems.Add(e.Rule, e.Offset, e.Message);
            return null;
        }
    }

    private static List<SamFunction> Functions(ValueResolver resolver, CancellationToken cancellation)
    {
        var reader = new FunctionReader(resolver);
        var functions = new List<SamFunction>();
        foreach (var (key, value) in resolver.Scope.Resources.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (resolver.Scope.Problems.AreMany)
                break;

            if (key.Text.StartsWith(ForEach, StringComparison.Ordinal) || key.Text is Transform)
                resolver.Scope.Problems.Add(Rules.UnsupportedResources, key.Offset, key.Text);
            else if (value is TemplateMap resource && reader.Read(key, resource) is { } function)
                functions.Add(function);
        }

        return functions;
    }
}
