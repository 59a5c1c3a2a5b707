using System.Reflection;
using Esb.Build.Definitions;
using Esb.Build.Fingerprints;
using Esb.Build.Images;
using Esb.Build.Records;
using Microsoft.Build.Framework;
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

    private static readonly Dictionary<string, ImageInputs> Inputs = new(StringComparer.Ordinal)
    {
        ["gateway-docker"] = new("gateway-docker", "f1", new([], [])) { AlwaysBuild = "a; b", Changed = 42 },
    };

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
    public void CarryAPlannedImageToTheBake()
    {
        var item = EsbPlannedImageItems.Write([Image], Inputs)[0];
        var target = EsbPlannedImageItems.ReadTarget(item);
        Assert.That((target.Name, target.Dockerfile), Is.EqualTo(("gateway-docker", Image.Dockerfile)));
        Assert.That(target.References, Is.EqualTo(new[] { "esb-gateway:latest", "127.0.0.1:5010/esb-gateway:1" }));
        Assert.That(
            EsbPlannedImageItems.ReadIdentity(item),
            Is.EqualTo(new PlannedIdentity("gateway-docker", "gateway", "control", "docker")));
    }

    [Test]
    public void CarryAPlannedImageToTheDecision()
    {
        var image = Image with { Outputs = ["type=docker"], BuiltFrom = ["os"], ExternalImages = ["debian:12"] };
        var state = EsbPlannedImageItems.ReadState(EsbPlannedImageItems.Write([image], Inputs)[0]);
        Assert.That(
            (state.Target, state.Fingerprint, state.AlwaysBuild, state.Changed, state.Destination),
            Is.EqualTo(("gateway-docker", "f1", "a; b", 42L, Destination.Engine)));
        Assert.That(state.BuiltFrom.Concat(state.ExternalImages), Is.EqualTo(new[] { "os", "debian:12" }));
    }

    [Test]
    public void CarryContextsThatAreFolders()
    {
        var image = Image with
        {
            Contexts = Image.Contexts.Add("a", "/x;y=1").Add("b", "target:os").Add("c", "docker-image://debian:12"),
        };
        var target = EsbPlannedImageItems.ReadTarget(EsbPlannedImageItems.Write([image], Inputs)[0]);
        Assert.That(target.Context, Is.EqualTo("/repo/gateway"));
        Assert.That(target.Contexts, Is.EqualTo(new[] { KeyValuePair.Create("a", "/x;y=1") }));
    }

    [Test]
    public void CarryNamesOfSecretsAndNoValues()
    {
        var item = EsbPlannedImageItems.Write([Image], Inputs)[0];
        Assert.That(EsbPlannedImageItems.ReadSecretFiles(item), Is.EqualTo(new[] { "/certs;x/rootCA.crt " }));
        Assert.That(EsbPlannedImageItems.ReadSecretVariables(item), Is.EqualTo(new[] { "TOKEN" }));
    }

    [Test]
    public void SayWhatTheBakeMustBeAllowed()
    {
        ITaskItem[] items = EsbPlannedImageItems.Write([Image, Image with { Network = "none", Ssh = [] }], Inputs);
        Assert.That(EsbPlannedImageItems.ReadEntitlements(items[0]), Is.EqualTo(new[] { "network.host", "ssh" }));
        Assert.That(EsbPlannedImageItems.ReadEntitlements(items[1]), Is.Empty);
    }

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
