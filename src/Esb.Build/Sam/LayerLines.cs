using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>The lines that bring layers to <c>/opt</c>, each from a named context of its own.</summary>
/// <param name="Stages">Stages that unpack archives and install what layers need.</param>
/// <param name="Contexts"><c>layer_0=folder</c>, in the template's order.</param>
/// <param name="Images">What the stages stand on.</param>
internal sealed record LayerLines(
    string Stages, string Copies, IReadOnlyList<string> Contexts, IReadOnlyList<string> Images)
{
    /// <summary>Layers that are not there are reported.</summary>
    /// <param name="from">What the function stands on.</param>
    public static LayerLines Of(
        IReadOnlyList<SamLayer> layers, string from, LambdaBases bases, ProblemList problems)
    {
        var stages = new List<string>();
        var images = new List<string>();
        var copies = new List<string>();
        var contexts = new List<string>();
        for (var i = 0; i < layers.Count; i++)
        {
            if (CodeFiles.Read(layers[i].Content, $"Layer '{layers[i].LogicalId}'", problems) is not { } files)
                continue;

            var name = $"layer_{i}";
            contexts.Add($"{name}={files.Folder}");
            if (files.Kind == CodeKind.Zip)
            {
                var copy = CodeLines.Copy(files.File, "/tmp/code.zip", name);
                stages.Add(CodeLines.Unzip(name + "_files", bases.Unzipper, copy));
                images.Add(bases.Unzipper);
            }

            var folder = layers[i].Folder.Length > 0 ? $"/opt/{layers[i].Folder}" : "/opt";
            if (InstallSteps(layers[i], files, folder) is { Length: > 0 } steps)
            {
                var copy = $"COPY --from={name} / {folder}/\n{steps}";
                stages.Add(CodeLines.Install(name + "_files", from, copy));
                copies.Add($"COPY --from={name}_files {folder}/ {folder}/");
            }
            else
            {
                copies.Add(CopyOf(name, files, folder));
            }
        }

        return new(string.Join('\n', stages), string.Join('\n', copies), contexts, images);
    }

    private static string CopyOf(string name, CodeFiles files, string folder) =>
        files.Kind switch
        {
            CodeKind.Zip => $"COPY --from={name}_files /code/ {folder}/",
            CodeKind.Jar => CodeLines.Copy(files.File, "/opt/java/lib/", name),
            CodeKind.File => CodeLines.Copy(files.File, folder + "/", name),
            _ => $"COPY --from={name} / {folder}/",
        };

    private static string InstallSteps(SamLayer layer, CodeFiles files, string folder) => layer.Folder switch
    {
        "python" when files.Has("requirements.txt") => CodeLines.PipInstall(folder),
        "nodejs" when files.Has("package.json") => $"RUN cd {folder} && npm install --omit=dev",
        _ => "",
    };
}
