using System.Reflection;
using Esb.Build.Definitions;
using Esb.Build.Images;
using Esb.Build.Records;
using Esb.Build.Staleness;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks.Tests;

/// <summary>An item's metadata and the record that the library reads have the same words.</summary>
public sealed class ItemsInAndOut
{
    private static readonly PropertyInfo[] Metadata =
    [
        .. typeof(ImageItem).GetProperties()
            .Where(static p => p.Name is not (nameof(ImageItem.Name) or nameof(ImageItem.Position))),
    ];

    private static readonly ImageDefinition Image = new(
        "gateway-docker",
        ImageName.TryParse("gateway")!,
        ImageKind.Control,
        new("/repo/images.proj"))
    {
        Mode = "docker",
        Context = "/repo/gateway",
        Dockerfile = "/repo/a;b %41 /Dockerfile ",
        References =
        [
            ImageReference.TryParse("esb-gateway:latest")!,
            ImageReference.TryParse("127.0.0.1:5010/esb-gateway:1")!,
        ],
        Secrets = [new("ca", "/certs;x/rootCA.crt ", ""), new("token", "", "TOKEN")],
        Ssh = ["default"],
        Network = "host",
    };

    private static readonly PlannedImage Planned = new(Image, new("gateway-docker", "f1") { Content = "c1" });

    [TestCaseSource(nameof(Metadata))]
    public void ReadEveryPropertyFromTheMetadataOfItsName(PropertyInfo property)
    {
        var item = new TaskItem("gateway");
        item.SetMetadata(property.Name, "one;two");
        var image = EsbImageItems.Read([item])[0];
        object expected = property.PropertyType == typeof(string) ? "one;two" : new[] { "one", "two" };
        Assert.That((image.Name, property.GetValue(image)), Is.EqualTo(("gateway", expected)));
    }

    [TestCaseSource(nameof(Metadata))]
    public void LeaveEmptyWhatIsNotSaid(PropertyInfo property) =>
        Assert.That(property.GetValue(EsbImageItems.Read([new TaskItem("gateway")])[0]), Is.Empty);

    [Test]
    public void SayWhatIsPlanned()
    {
        var item = EsbStaleImageItems.Write([Planned with { Reasons = ["a; b changed", "c changed"] }]).Single();
        Assert.That(
            (item.ItemSpec, item.GetMetadata("Name"), item.GetMetadata("Kind"), item.GetMetadata("Mode")),
            Is.EqualTo(("gateway-docker", "gateway", "control", "docker")));
        Assert.That(item.GetMetadata("References"), Is.EqualTo("esb-gateway:latest;127.0.0.1:5010/esb-gateway:1"));
        Assert.That(item.GetMetadata("Dockerfile"), Is.EqualTo(Image.Dockerfile));
        Assert.That((item.GetMetadata("Fingerprint"), item.GetMetadata("Content")), Is.EqualTo(("f1", "c1")));
        Assert.That(item.GetMetadata("Reason"), Is.EqualTo("a; b changed (and 1 more)"));
    }

    [Test]
    public void SayNothingElseOfWhatIsPlanned() => Assert.That(
        ((TaskItem)EsbPlannedImageItems.Write([Planned]).Single()).CloneCustomMetadata().Keys.Cast<string>(),
        Is.SubsetOf(new[] { "Name", "Kind", "Mode", "References", "Dockerfile", "Fingerprint", "Content" }),
        "metadata that only a task would read is a part of the plan instead");

    [Test]
    public void SayWhatWasBuilt()
    {
        var record = new ImageRecord(
            "gateway-docker",
            "gateway",
            "control",
            "docker") { References = ["a:1", "b:2"], Digest = "sha256:1", GitSha = "abc", Seconds = 1.5 };
        var item = EsbBuiltImageItems.Write(record);
        Assert.That(EsbBuiltImageItems.ReadReferences(item), Is.EqualTo(record.References));
        string[] names = ["Name", "Kind", "Mode", "Digest", "GitSha", "Seconds"];
        Assert.That(
            names.Select(item.GetMetadata),
            Is.EqualTo(new[] { "gateway", "control", "docker", "sha256:1", "abc", "1.500" }));
    }
}
