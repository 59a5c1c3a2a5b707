using Esb.Build.Bake;
using Esb.Build.Tests.Plans;

namespace Esb.Build.Tests.BakeFiles;

/// <summary>ESB's own images, as its documents name them.</summary>
internal static class ImagesOfTheBox
{
    public static ImageProject Project()
    {
        var project = new ImageProject();
        foreach (var folder in (string[])["meta", "config", "common", "assets"])
            Directory.CreateDirectory(project.Folder[folder]);
        project.Folder.Write("certs/rootCA.crt", "CA");
        return project.Environment("ESB_CERT_DIR", project.Folder["certs"])
            .Image("os-base", static i => i with { Kind = "base", Secrets = ["esb_root_ca"] })
            .Image("python-base", static i => i with { Kind = "base", Secrets = ["esb_root_ca"] })
            .Image("lambda-base", static i =>
            i with { Kind = "base", BuildArgs = ["LAMBDA_IMAGE=public.ecr.aws/lambda/python:3.12"] })
            .Image("gateway", static i => i with
            {
                Kind = "control",
                Modes = ["docker", "containerd"],
                BaseImages = ["python-base"],
                Contexts = ["config=config", "common=common"],
                BuildArgs = ["ESB_UID=1000", "ESB_GID=1000"],
            })
            .Image("agent", static i => i with
            {
                Kind = "control",
                Modes = ["docker", "containerd"],
                BaseImages = ["python-base"],
                Contexts = ["meta_module=meta", "common=common"],
            })
            .Image("provisioner", static i => i with
            {
                Kind = "control",
                BaseImages = ["python-base"],
                Contexts = ["generator_assets=assets"],
            })
            .Image("runtime-node", static i =>
            i with { Kind = "control", Modes = ["containerd"], BaseImages = ["os-base"] });
    }

    /// <summary>Writes the bake file of a project that has no mistake.</summary>
    public static string Write(ImageProject project, string name = "obj/esb/docker-bake.json")
    {
        var plan = project.Plan();
        BakeFile.Write(project.Folder[name], plan.Images, plan.Groups);
        return project.Folder.Read(name);
    }
}
