using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks.Tests;

/// <summary>What a project says of its functions.</summary>
public sealed class FunctionsInItems
{
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
