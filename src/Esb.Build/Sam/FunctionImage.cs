namespace Esb.Build.Sam;

/// <summary>
/// Functions that are images: a Dockerfile in <c>Metadata</c>, as the SAM CLI reads it, or an address.
/// </summary>
internal static class FunctionImage
{
    public static SamPackage? Read(ResourceReader reader, string property, ResourceReader metadata)
    {
        if (metadata.Properties.Find("DockerContext") is not null || metadata.Properties.Find("Dockerfile") is not null)
            return Dockerfile(metadata);

        // An override of the project may say it; whether one does, the planner knows.
        if (reader.Properties.Find(property) is null)
            return new SamImage("", reader.Position);

        return reader.Text(property) is { } text ? new SamImage(text.Text, reader.At(text.Offset)) : null;
    }

    private static SamDockerfile? Dockerfile(ResourceReader metadata)
    {
        if (metadata.Needed("DockerContext", "./functions/hello") is not { } context)
            return null;

        var name = metadata.Text("Dockerfile");
        return new(metadata.Path(context), name?.Text ?? "Dockerfile")
        {
            Tag = metadata.Text("DockerTag")?.Text ?? "",
            Stage = metadata.Text("DockerBuildTarget")?.Text ?? "",
            BuildArgs = BuildArgs(metadata),
        };
    }

    private static List<string> BuildArgs(ResourceReader metadata)
    {
        var arguments = new List<string>();
        foreach (var (key, value) in metadata.Map("DockerBuildArgs").Entries)
        {
            if (metadata.Known("DockerBuildArgs", value) is TemplateText text)
                arguments.Add($"{key.Text}={text.Text}");
            else if (value is not TemplateUnknown)
                metadata.Wrong<TemplateText>("DockerBuildArgs", value, "a map of texts");
        }

        return arguments;
    }
}
