namespace Esb.Build.Bake;

/// <summary>
/// What the name of a step says: <c>[gateway build 2/3] RUN make</c> is step <c>2/3</c> of stage <c>build</c> of target
/// <c>gateway</c>. The target stands there only when bake builds two or more.
/// </summary>
/// <param name="Target">Empty where the name says none.</param>
/// <param name="Label">What stands in brackets, without the target: <c>build 2/3</c>.</param>
/// <param name="Text">The instruction, or what BuildKit does.</param>
internal sealed record StepName(string Target, string Label, string Text)
{
    /// <summary>Made by bake itself, never by a target.</summary>
    public const string BakeDefinitions = "[internal] load local bake definitions";

    /// <summary>
    /// Whether it is an instruction that the cache can answer; <c>FROM</c> shows as cached or not by chance.
    /// </summary>
    public bool IsInstruction => IsNumbered && !Text.StartsWith("FROM ", StringComparison.Ordinal);

    public bool IsExport => !IsNumbered && Text.StartsWith("exporting to ", StringComparison.Ordinal);

    /// <summary>
    /// What each build does for itself: reads the Dockerfile, looks for base images, receives the context.
    /// </summary>
    public bool IsInternal => Label is "internal";

    /// <summary>Whether a cache is read or written, which may fail and leave the image to be built.</summary>
    public bool IsCache => !IsNumbered && (Text.StartsWith("importing cache manifest from ", StringComparison.Ordinal)
        || Text.StartsWith("exporting cache to ", StringComparison.Ordinal));

    private bool IsNumbered
    {
        get
        {
            var last = Label.AsSpan(Label.LastIndexOf(' ') + 1);
            return last.Length >= 3 && char.IsAsciiDigit(last[0]) && char.IsAsciiDigit(last[^1]) && last.Contains('/');
        }
    }

    /// <summary>Whether a name can only come from a bake of two or more: <c>[gateway internal] load …</c>.</summary>
    public static bool HasTarget(string name)
    {
        var end = name.IndexOf(']', StringComparison.Ordinal);
        return name.StartsWith('[')
            && end > 0
            && name.AsSpan(1, end - 1).EndsWith(" internal", StringComparison.Ordinal);
    }

    /// <param name="hasTarget">Whether the first word in brackets is a target.</param>
    public static StepName Parse(string name, bool hasTarget)
    {
        var end = name.IndexOf(']', StringComparison.Ordinal);
        if (!name.StartsWith('[') || end < 0 || string.Equals(name, BakeDefinitions, StringComparison.Ordinal))
            return new("", "", name);

        var label = name[1..end];
        var text = name[(end + 1)..].Trim();
        if (!hasTarget)
            return new("", label, text);

        var space = label.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new(label, "", text) : new(label[..space], label[(space + 1)..], text);
    }

    /// <summary>As a log shows it, without the target.</summary>
    public override string ToString() => Label.Length == 0 ? Text : $"[{Label}] {Text}";
}
