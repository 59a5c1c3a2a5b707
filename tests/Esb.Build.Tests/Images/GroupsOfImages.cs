using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Tests.Images;

public sealed class GroupsOfImages
{
    [Test]
    public void AreThoseOfKindModeAndUser()
    {
        var groups = ImageGroups.Plan(
            [
                Image("z", ImageKind.Base),
                Image("gateway", ImageKind.Control, "docker"),
                Image("gateway", ImageKind.Control, "containerd"),
                Image("provisioner", ImageKind.Control),
                Image("f", ImageKind.Function),
                Image("web", ImageKind.Service) with { Groups = ["front", "all"] },
            ],
            "docker",
            ["docker", "containerd"]);

        Assert.That(groups.Select(static g => $"{g.Name}: {string.Join(' ', g.Targets)}"), Is.EqualTo(
            [
                "default: f gateway-docker provisioner web z",
                "all: web",
                "base-images: z",
                "control-images-containerd: gateway-containerd provisioner",
                "control-images-docker: gateway-docker provisioner",
                "front: web",
                "functions: f",
                "services: web",
            ]));
    }

    [Test]
    public void AreTheEmptyDefaultWhereThereIsNoImage() =>
        Assert.That(ImageGroups.Plan([], "docker", ["docker"])
            .Select(static g => (g.Name, g.Targets.Count)), Is.EqualTo([("default", 0)]));

    [TestCase("default")]
    [TestCase("base-images")]
    [TestCase("functions")]
    [TestCase("services")]
    [TestCase("control-images-x")]
    public void HaveNamesThatAreOurs(string name) => Assert.That(ImageGroups.IsReserved(name), Is.True);

    private static ImageDefinition Image(string name, ImageKind kind, string mode = "") =>
        new(TargetName.Of(name, mode), ImageName.TryParse(name)!, kind, new("p")) { Mode = mode, Context = "/c",
            Dockerfile = "/c/D" };
}
