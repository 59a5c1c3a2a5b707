using Esb.Build.Definitions;
using Esb.Build.Images;

namespace Esb.Build.Fingerprints;

/// <summary>Everything that an image's target says, without what does not change the image.</summary>
internal static class ImageSettings
{
    public const string TargetPrefix = "target:";

    private const string LocalFolder = "a folder";
    private const string Folder = "dest=";

    /// <summary>
    /// Names, groups and where secrets and keys come from are left out; so is where contexts lie, of which the files
    /// count.
    /// </summary>
    /// <param name="root">Absolute path of the repository.</param>
    public static List<InputSetting> Plan(ImageDefinition image, ImageScan scan, string root)
    {
        var settings = new List<InputSetting>
        {
            Dockerfile(image, scan),
            new(InputKind.Context, "", Source(image.Context)),
        };
        foreach (var context in scan.Contexts)
        {
            if (context.Ignore is { } ignore)
                settings.Add(new(InputKind.IgnoreFile, ignore.Name, ignore.Digest.ToString()));
        }

        foreach (var (name, source) in image.Contexts)
            settings.Add(new(InputKind.Context, name, Source(source)));
        foreach (var (name, value) in image.Arguments)
            settings.Add(new(InputKind.Argument, name, value));
        foreach (var (name, value) in image.Labels)
            settings.Add(new(InputKind.Label, name, value));
        foreach (var reference in image.References)
            settings.Add(new(InputKind.Tag, reference.ToString(), ""));

        AddIfAny(settings, InputKind.Stage, [image.Stage]);
        AddIfAny(settings, InputKind.Network, [image.Network]);
        AddIfAny(settings, InputKind.Platforms, [.. image.Platforms.Select(static p => p.Value)]);
        AddIfAny(settings, InputKind.Ssh, [.. image.Ssh.Select(static s => s.Split('=')[0])]);
        var elsewhere = image.Outputs.Where(static o => Destinations.Of(o) == Destination.Elsewhere);
        AddIfAny(settings, InputKind.Outputs, [.. elsewhere.Select(o => Output(o, root))]);
        AddIfAny(settings, InputKind.Attestations, [.. image.Attestations]);
        return settings;
    }

    private static InputSetting Dockerfile(ImageDefinition image, ImageScan scan) => scan.Dockerfile is { } file
        ? new(InputKind.Dockerfile, file.Name, file.Digest.ToString())
        : new(InputKind.Dockerfile, image.Dockerfile, "");

    private static string Source(string context) => Path.IsPathFullyQualified(context) ? LocalFolder : context;

    private static string Output(string text, string root)
    {
        if (CsvFields.TryParse(text) is not { } fields)
            return text;

        return CsvFields.Join([.. fields.Select(field => field.StartsWith(Folder, StringComparison.Ordinal)
            ? Folder + RepositoryPath.Of(root, field[Folder.Length..])
            : field)]);
    }

    // As CSV, in which no two lists are the same text.
    private static void AddIfAny(List<InputSetting> settings, InputKind kind, string[] values)
    {
        var text = CsvFields.Join(values);
        if (text.Length > 0)
            settings.Add(new(kind, "", text));
    }
}
