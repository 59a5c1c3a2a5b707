using System.Reflection;
using Esb.Build.Definitions;
using Esb.Build.Images;
using Esb.Build.Plans;
using Esb.Build.Sam;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks.Tests;

/// <summary>Functions reach the bake file through items, as they were planned.</summary>
public sealed class FunctionsInItems
{
    private static readonly PropertyInfo[] Metadata =
    [
        .. typeof(ImageItem).GetProperties()
            .Where(static p => p.Name is not (nameof(ImageItem.Name) or nameof(ImageItem.Position))),
    ];

    [Test]
    public void KeepEverythingThatWasPlanned()
    {
        var image = new ImageItem("hello", new("/repo/a;b %41.yaml", 7, 3));
        foreach (var property in Metadata)
            property.SetValue(image, property.PropertyType == typeof(string) ? "a;b %41 $(C)" : new[] { "x;y", "%3B" });
        var function = new SamFunction("Hello", "Hello", new SamImage("a", image.Position), image.Position);
        var read = EsbImageItems.Read(EsbFunctionItems.Write(new([new(function, image)])))[0];
        Assert.That((read.Name, read.Position), Is.EqualTo((image.Name, image.Position)));
        foreach (var property in Metadata)
            Assert.That(property.GetValue(read), Is.EqualTo(property.GetValue(image)), property.Name);
    }

    [TestCase("", "hello:1")]
    [TestCase("docker", "hello:1")]
    [TestCase("containerd", null)]
    public void SayHowTheyAreRunInThisMode(string mode, string? image)
    {
        var planned = new ImageDefinition("hello", ImageName.TryParse("hello")!, ImageKind.Function, new("/t.yaml"))
        {
            Mode = mode,
            Context = "/",
            Dockerfile = "/Dockerfile",
            References = [ImageReference.TryParse("hello:1")!, ImageReference.TryParse("hello:2")!],
        };
        var function = new SamFunction("H", "He%3Bllo", new SamImage("a", planned.Position), planned.Position)
        {
            RunSettings = [new(new(0, "Timeout"), new TemplateText(0, "a;b\nc %3B", isPlain: false))],
        };
        var items = EsbFunctionItems.Write(new([new(function, new ImageItem("hello", planned.Position))]));
        var plan = new ImagePlan(Brand.TryParse("esb")!, "docker", "/.esb", [planned])
        {
            CacheDirectory = "/.esb/buildx-cache",
        };
        Assert.That(
            EsbFunctionItems.ReadRuns([.. items, new TaskItem("hello")], plan),
            Is.EqualTo(image is null ? [] : new RunFunction[]
            {
                new("He%3Bllo", image, "- timeout: \"a;b\\nc %3B\"\n"),
            }));
    }

    [Test]
    public void AreCompletedByTheProject()
    {
        var item = new TaskItem("Hello");
        item.SetMetadata("ImageUri", "a:1");
        item.SetMetadata("Base", "b:1");
        item.SetMetadata("Platforms", "linux/amd64;linux/arm64");
        var read = SamItems.ReadOverrides([item])[0];
        Assert.That((read.ImageUri, read.Base, read.Image.Name), Is.EqualTo(("a:1", "b:1", "Hello")));
        Assert.That(read.Image.Platforms, Has.Count.EqualTo(2));
    }

    [Test]
    public void HaveParametersAndBases()
    {
        var item = new TaskItem("Stage");
        item.SetMetadata("Value", "prod");
        item.SetMetadata("Image", "c:1");
        var (parameter, own) = (SamItems.ReadParameters([item])[0], SamItems.ReadBases([item])[0]);
        Assert.That((parameter.Name, parameter.Value, own.Image), Is.EqualTo(("Stage", "prod", "c:1")));
    }
}
