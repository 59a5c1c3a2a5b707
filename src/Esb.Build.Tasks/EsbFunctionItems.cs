using System.Globalization;
using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Plans;
using Esb.Build.Sam;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Esb.Build.Tasks;

/// <summary>
/// Items <c>_EsbFunction</c>: images like <c>EsbImage</c>, which say besides where in a template they come from, and
/// how they are run.
/// </summary>
internal static class EsbFunctionItems
{
    private const string TemplateFile = "TemplateFile";
    private const string TemplateLine = "TemplateLine";
    private const string TemplateColumn = "TemplateColumn";
    private const string FunctionName = "FunctionName";
    private const string RunSettings = "RunSettings";

    public static ITaskItem[] Write(SamPlan plan) => [.. plan.Functions.Select(Write)];

    /// <summary>The functions among the items that have an image in this mode, with its first reference.</summary>
    public static IReadOnlyList<RunFunction> ReadRuns(IEnumerable<ITaskItem> items, ImagePlan plan)
    {
        var images = plan.Images
            .Where(image => image.Mode.Length == 0 || image.Mode.Equals(plan.Mode, StringComparison.Ordinal))
            .DistinctBy(static i => i.Name.Value, StringComparer.Ordinal)
            .ToDictionary(static i => i.Name.Value, StringComparer.Ordinal);
        return
        [
            .. items.Where(item => ReadPosition(item) is not null && images.ContainsKey(item.ItemSpec))
                .Select(item => new RunFunction(
                    item.GetMetadata(FunctionName),
                    images[item.ItemSpec].References[0].ToString(),
                    item.GetMetadata(RunSettings))),
        ];
    }

    /// <returns><see langword="null"/> for an item that a project has written.</returns>
    public static SourcePosition? ReadPosition(ITaskItem item) =>
        item.GetMetadata(TemplateFile) is { Length: > 0 } file
            ? new(file, Number(item, TemplateLine), Number(item, TemplateColumn))
            : null;

    private static TaskItem Write(PlannedFunction function)
    {
        var item = Write(function.Image);
        Set(item, FunctionName, function.Function.Name);
        Set(item, RunSettings, FunctionsFile.Settings(function.Function));
        return item;
    }

    private static TaskItem Write(ImageItem image)
    {
        var item = new TaskItem(image.Name);
        Set(item, TemplateFile, image.Position.File);
        Set(item, TemplateLine, image.Position.Line.ToString(CultureInfo.InvariantCulture));
        Set(item, TemplateColumn, image.Position.Column.ToString(CultureInfo.InvariantCulture));
        Set(item, nameof(image.Kind), image.Kind);
        Set(item, nameof(image.Context), image.Context);
        Set(item, nameof(image.Dockerfile), image.Dockerfile);
        Set(item, nameof(image.Stage), image.Stage);
        Set(item, nameof(image.Repository), image.Repository);
        Set(item, nameof(image.Network), image.Network);
        Set(item, nameof(image.NoCache), image.NoCache);
        Set(item, nameof(image.Pull), image.Pull);
        Set(item, nameof(image.BaseImages), image.BaseImages);
        Set(item, nameof(image.Contexts), image.Contexts);
        Set(item, nameof(image.BuildArgs), image.BuildArgs);
        Set(item, nameof(image.Secrets), image.Secrets);
        Set(item, nameof(image.Ssh), image.Ssh);
        Set(item, nameof(image.Labels), image.Labels);
        Set(item, nameof(image.Tags), image.Tags);
        Set(item, nameof(image.Platforms), image.Platforms);
        Set(item, nameof(image.Modes), image.Modes);
        Set(item, nameof(image.Outputs), image.Outputs);
        Set(item, nameof(image.Cache), image.Cache);
        Set(item, nameof(image.Groups), image.Groups);
        return item;
    }

    private static int Number(ITaskItem item, string name) =>
        int.TryParse(item.GetMetadata(name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static void Set(TaskItem item, string name, IReadOnlyList<string> values) =>
        Add(item, name, string.Join(';', values.Select(ItemMetadata.Escape)));

    private static void Set(TaskItem item, string name, string value) => Add(item, name, ItemMetadata.Escape(value));

    private static void Add(TaskItem item, string name, string escaped)
    {
        if (escaped.Length > 0)
            item.SetMetadata(name, escaped);
    }
}
