using System.Globalization;
using System.Text;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Plans;
using Esb.Testing;

namespace Esb.Build.Tests.Plans;

/// <summary>
/// A project with images in a folder of its own; item <c>n</c> stands on line <c>n + 1</c> of its file.
/// </summary>
internal sealed class ImageProject : IDisposable
{
    private readonly List<ImageItem> _items = [];

    public ImageProject()
    {
        File = Folder["images.esbproj"];
        Settings = new(Folder.Root, File, new Dictionary<string, string>(StringComparer.Ordinal))
        {
            Revision = new(Folder.Root, new string('a', 40), "v1.2.3", "https://example.com/box.git"),
        };
    }

    public TemporaryFolder Folder { get; } = new();

    public string File { get; }

    public PlanSettings Settings { get; set; }

    public IReadOnlyList<ImageItem> Items => _items;

    /// <summary>An image with a folder and a Dockerfile.</summary>
    public ImageProject Image(string name, Func<ImageItem, ImageItem>? with = null)
    {
        Folder.Write($"{name}/Dockerfile", "FROM scratch AS run\nCOPY --from=meta /version.json /app/version.json\n");
        return Item(name, item => (with ?? (static i => i))(item with { Context = name }));
    }

    /// <summary>An item alone, as the user wrote it.</summary>
    public ImageProject Item(string name, Func<ImageItem, ImageItem> with)
    {
        _items.Add(with(new(name, new(File))));
        return this;
    }

    public ImageProject With(Func<PlanSettings, PlanSettings> change)
    {
        Settings = change(Settings);
        return this;
    }

    public ImageProject Environment(string name, string value) =>
        With(s => s with
        {
            Environment = new Dictionary<string, string>(s.Environment, StringComparer.Ordinal) { [name] = value },
        });

    /// <summary>The plan of a project that has no mistake.</summary>
    public ImagePlan Plan()
    {
        var problems = new ProblemList();
        var plan = ImagePlanner.Plan(_items, Settings, problems);
        Assert.That(problems.Found, Is.Empty);
        return plan!;
    }

    /// <summary>The only image of <see cref="Plan"/>, or the one that becomes this target.</summary>
    public ImageDefinition Planned(string? target = null) =>
        Plan().Images.Single(i => target is null || i.Target.Equals(target, StringComparison.Ordinal));

    public IReadOnlyList<Diagnostic> Problems()
    {
        WriteProject();
        var problems = new ProblemList();
        Assert.That(ImagePlanner.Plan(_items, Settings, problems), Is.Null, "a plan was made in spite of a mistake");
        return problems.Found;
    }

    /// <summary>
    /// Claims that there is one problem, of this rule, at the item of this number, whose sentence has all the words.
    /// </summary>
    public void FailsWith(Rule rule, int item, params IReadOnlyList<string> words) =>
        Fails(rule, new(File, item + 1, 3), words);

    /// <summary>Claims the same of a problem with a property, which has no line.</summary>
    public void FailsWithProperty(Rule rule, params IReadOnlyList<string> words) => Fails(rule, new(File), words);

    public void Dispose() => Folder.Dispose();

    private void Fails(Rule rule, SourcePosition position, IReadOnlyList<string> words)
    {
        var problems = Problems();
        Assert.That(problems, Has.Count.EqualTo(1), string.Join('\n', problems));
        Assert.That((problems[0].Rule, problems[0].Position), Is.EqualTo((rule, position)));
        foreach (var word in words)
            Assert.That(problems[0].Message, Does.Contain(word));
    }

    private void WriteProject()
    {
        var text = new StringBuilder("<Project>\n");
        foreach (var item in _items)
            text.Append(CultureInfo.InvariantCulture, $"  <EsbImage Include=\"{item.Name}\" />\n");
        Folder.Write("images.esbproj", text.Append("</Project>\n").ToString());
    }
}
