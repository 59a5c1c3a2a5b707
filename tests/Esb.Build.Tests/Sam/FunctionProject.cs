using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Sam;
using Esb.Testing;

namespace Esb.Build.Tests.Sam;

/// <summary>A folder with a template, planned.</summary>
internal sealed class FunctionProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProblemList _problems = new();

    public FunctionProject() => Settings = new(_folder["obj/esb"]);

    public SamSettings Settings { get; set; }

    public IReadOnlyList<Diagnostic> Problems => _problems.Found;

    public string this[string relative] => _folder[relative];

    public FunctionProject With(string path, string content = "")
    {
        _folder.Write(path, content);
        return this;
    }

    public SamPlan Plan(params IReadOnlyList<string> templates)
    {
        var read = new List<SamTemplate>();
        foreach (var text in templates)
        {
            var path = _folder.Write($"template{read.Count}.yaml", text);
            read.Add(SamTemplateReader.Read(path, [], _problems, CancellationToken.None)!);
        }

        return SamPlanner.Plan(read, Settings, _problems);
    }

    /// <summary>The image of the only function.</summary>
    public ImageItem Image(string template)
    {
        var image = Plan(template).Functions.Single().Image;
        Assert.That(Problems, Is.Empty);
        return image;
    }

    /// <summary>The Dockerfile of the only function, its first line left out.</summary>
    public string Dockerfile(string template)
    {
        var files = Plan(template).Functions.Single().Files;
        Assert.That(Problems, Is.Empty);
        return files[0].Text[(files[0].Text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    public string IgnoreFile(string template) => Plan(template).Functions.Single().Files[1].Text;

    public Diagnostic Problem(params IReadOnlyList<string> templates)
    {
        Plan(templates);
        return Problems.Single();
    }

    public void Dispose() => _folder.Dispose();
}
