using System.Text.RegularExpressions;
using Esb.Build.Bake;
using Esb.Build.Plans;
using Esb.Build.Diagnostics;
using Esb.Build.Tests.Plans;

namespace Esb.Build.Tests.BakeFiles;

public sealed partial class BakeFileOfTheBox
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = ImagesOfTheBox.Project();

    [TearDown]
    public void TearDown() => _project.Dispose();

    [Test]
    public void IsExactlyThis()
    {
        var text = SecretName().Replace(ImagesOfTheBox.Write(_project), "secrets-1")
            .Replace(_project.Folder.Root, "/box", StringComparison.Ordinal);
        Assert.That(text, Is.EqualTo(GoldenBakeFile.Text));
    }

    [Test]
    public void IsTheSameBytesInWhateverOrderTheItemsAre([Random(10, Distinct = true)] int seed)
    {
        var expected = ImagesOfTheBox.Write(_project);
        var items = _project.Items.ToArray();
        new Random(seed).Shuffle(items);
        var plan = ImagePlanner.Plan(items, _project.Settings, new ProblemList())!;
        BakeFile.Write(_project.Folder["other.json"], plan.Images, plan.Groups);
        Assert.That(_project.Folder.Read("other.json"), Is.EqualTo(expected));
    }

    [Test]
    public void IsLeftAloneWhenNothingChanged()
    {
        var path = _project.Folder["bake.json"];
        ImagesOfTheBox.Write(_project, "bake.json");
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);
        var plan = _project.Plan();
        Assert.That(BakeFile.Write(path, plan.Images, plan.Groups), Is.False);
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(time));
    }

    [Test]
    public void IsWrittenWithoutImagesToo()
    {
        using var empty = new ImageProject();
        Assert.That(ImagesOfTheBox.Write(empty), Does.Contain("\"default\"").And.EndWith("\"target\": {}\n}\n"));
    }

    [GeneratedRegex("secrets-[0-9a-f]{32}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();
}
