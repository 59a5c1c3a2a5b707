using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Plans;

/// <summary>
/// One item while it is being checked, for one mode: what it says, what holds for all, and where problems go.
/// </summary>
internal sealed record ItemCheck(ImageItem Item, string Mode, PlanScope Scope, ProblemList Problems)
{
    /// <summary>Reports a problem of this item at its line; value 0 of the rule is the item's name.</summary>
    public void Report(Rule rule, params ReadOnlySpan<object?> values)
    {
        // The line is looked up only now: a project without mistakes is not read a second time.
        var position = ItemPosition.Find(Item.Position, "EsbImage", Item.Name);
        Problems.Add(rule, position, [Item.Name, .. values]);
    }

    public string Absolute(string path) => Path.GetFullPath(path, Scope.Settings.ProjectDirectory);

    /// <summary><c>true</c>, <c>false</c>, or empty for what the project says.</summary>
    public bool Flag(string metadata, string text, bool otherwise)
    {
        if (text.Length == 0)
            return otherwise;
        if (bool.TryParse(text, out var value))
            return value;

        Report(Rules.BadBoolean, metadata, text);
        return otherwise;
    }
}
