using Esb.Build.Diagnostics;

namespace Esb.Build.Sam;

/// <summary>The lines that bring layers to <c>/opt</c>, each from a named context of its own.</summary>
/// <param name="Stages">Stages that unpack archives.</param>
/// <param name="Contexts"><c>layer_0=folder</c>, in the template's order.</param>
internal sealed record LayerLines(string Stages, string Copies, IReadOnlyList<string> Contexts)
{
    /// <summary>Layers that are not there are reported.</summary>
    public static LayerLines Of(IReadOnlyList<SamLayer> layers, LambdaBases bases, ProblemList problems)
    {
        var stages = new List<string>();
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
            }

            copies.AddRange(CopiesOf(name, layers[i], files));
        }

        return new(string.Join('\n', stages), string.Join('\n', copies), contexts);
    }

    private static IEnumerable<string> CopiesOf(string name, SamLayer layer, CodeFiles files)
    {
        var folder = layer.Folder.Length > 0 ? $"/opt/{layer.Folder}" : "/opt";
        yield return files.Kind switch
        {
            CodeKind.Zip => $"COPY --from={name}_files /code/ {folder}/",
            CodeKind.Jar => CodeLines.Copy(files.File, "/opt/java/lib/", name),
            CodeKind.File => CodeLines.Copy(files.File, folder + "/", name),
            _ => $"COPY --from={name} / {folder}/",
        };

        if (layer.Folder is "python" && files.Has("requirements.txt"))
            yield return CodeLines.PipInstall(folder);
        if (layer.Folder is "nodejs" && files.Has("package.json"))
            yield return $"RUN cd {folder} && npm install --omit=dev";
    }
}
