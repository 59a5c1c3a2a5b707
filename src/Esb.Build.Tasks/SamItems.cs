using Esb.Build.Diagnostics;
using Esb.Build.Plans;
using Esb.Build.Sam;
using Microsoft.Build.Framework;

namespace Esb.Build.Tasks;

/// <summary>
/// Items <c>EsbSamTemplate</c>, <c>EsbSamParameter</c>, <c>EsbLambdaBase</c> and <c>EsbFunctionImage</c>, the one place
/// where these are translated.
/// </summary>
internal static class SamItems
{
    private const string Value = "Value";
    private const string Image = "Image";
    private const string ImageUri = "ImageUri";
    private const string Base = "Base";

    public static IReadOnlyList<SamTemplateItem> ReadTemplates(IReadOnlyList<ITaskItem> items) =>
        [.. items.Select(static item => new SamTemplateItem(item.ItemSpec, Position(item, "EsbSamTemplate")))];

    public static IReadOnlyList<SamParameter> ReadParameters(IReadOnlyList<ITaskItem> items) =>
    [
        .. items.Select(static item =>
            new SamParameter(item.ItemSpec, item.GetMetadata(Value), Position(item, "EsbSamParameter"))),
    ];

    public static IReadOnlyList<LambdaBase> ReadBases(IReadOnlyList<ITaskItem> items) =>
    [
        .. items.Select(static item =>
            new LambdaBase(item.ItemSpec, item.GetMetadata(Image), Position(item, "EsbLambdaBase"))),
    ];

    public static IReadOnlyList<FunctionOverride> ReadOverrides(IReadOnlyList<ITaskItem> items) =>
    [
        .. EsbImageItems.Read(items).Zip(items, static (image, item) =>
            new FunctionOverride(image with { Position = Position(item, "EsbFunctionImage") })
            {
                ImageUri = item.GetMetadata(ImageUri),
                Base = item.GetMetadata(Base),
            }),
    ];

    // There are few of these items; looking each up costs less than a way to look up only those that are wrong.
    private static SourcePosition Position(ITaskItem item, string type) =>
        ItemPosition.Find(new(item.GetMetadata("DefiningProjectFullPath")), type, item.ItemSpec);
}
