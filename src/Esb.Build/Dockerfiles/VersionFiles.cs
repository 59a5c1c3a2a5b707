using Esb.Build.Images;

namespace Esb.Build.Dockerfiles;

/// <summary>Follows <c>version.json</c> from the meta context into <c>/app</c>, through the stages of a file.</summary>
internal sealed class VersionFiles : IStageVisitor
{
    private const string Wanted = "/app/version.json";
    private readonly Dockerfile _file;
    private readonly LintSettings _settings;
    private readonly StageState[] _states;

    private VersionFiles(Dockerfile file, LintSettings settings)
    {
        _file = file;
        _settings = settings;
        _states = new StageState[file.Stages.Count];
    }

    /// <summary>
    /// Whether the image of a stage surely holds <c>/app/version.json</c>, copied from the meta context.
    /// </summary>
    public static bool IsIn(Stage stage, Dockerfile file, LintSettings settings)
    {
        var visitor = new VersionFiles(file, settings);
        StageWalk.Run(file, settings.Scope, visitor);
        return visitor._states[stage.Number].HasFile;
    }

    public void Enter(Stage stage, Stage? parent, Expanded image) =>
        _states[stage.Number] = parent is not null ? _states[parent.Number] with { }
            : new()
            {
                Folder = image.Text is "scratch" ? "/" : null,
                HasFile = image.IsKnown && IsOfProject(image.Text),
            };

    public void Visit(Step step)
    {
        var state = _states[step.Stage.Number];
        if (step.Instruction.Keyword is "WORKDIR")
            state.Enter(Known(step, step.Instruction.Arguments));
        else if (step.Instruction.Keyword is "COPY" && !state.HasFile)
            state.HasFile = Copies(step.Instruction, step);
    }

    private bool Copies(Instruction copy, Step step)
    {
        var state = _states[step.Stage.Number];
        var words = copy.Words;
        var from = Known(step, copy.FlagValue("from") ?? "");
        if (words.Count < 2 || string.IsNullOrEmpty(from) || PathIn(from, step.Stage) is not { } path)
            return false;
        if (Known(step, words[^1].Text) is not { } target || state.Resolve(target) is not { } folder)
            return false;

        if (words.Count > 2 || target.EndsWith('/') || target is "." || state.IsFolder(folder)
            || target.EndsWith("/.", StringComparison.Ordinal))
        {
            folder += "/";
        }

        for (var i = 0; i < words.Count - 1; i++)
        {
            var source = Known(step, words[i].Text);
            if (source is not null && TargetOf(path, SlashPath.Combine("/", source), copy, folder) is Wanted)
                return !IsExcluded(copy, path, source);
        }

        return false;
    }

    // Where the file is in what is copied from; null where it is not.
    private string? PathIn(string from, Stage user)
    {
        if (string.Equals(from, _settings.MetaContext, StringComparison.Ordinal))
            return "/version.json";
        if (IsOfProject(from))
            return Wanted;

        return _file.FindStageBefore(user, from) is { } stage && _states[stage.Number].HasFile ? Wanted : null;
    }

    private bool IsOfProject(string reference) => _settings.ProjectImages.Contains(ContextName.Of(reference));

    private static string? TargetOf(string path, string source, Instruction copy, string target)
    {
        if (copy.FlagValue("parents") is "" or "true")
            return IsInside(path + "/", source) ? SlashPath.Clean(target + path) : null;
        if (IsInside(path, source))
            return SlashPath.Clean(string.Concat(target, "/", path.AsSpan(source.Length)));
        if (IgnorePattern.Parse(source[1..], out _)?.IsMatch(path.AsSpan(1)) != true)
            return null;

        return SlashPath.Clean(target.EndsWith('/') ? target + "version.json" : target);
    }

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (folder is "/" || (path.Length > folder.Length && path[folder.Length] == '/'));

    private static bool IsExcluded(Instruction copy, string path, string source)
    {
        var folder = SlashPath.Combine("/", source);
        var isInside = IsInside(path, folder);
        var relative = isInside ? path.AsSpan(folder.Length).TrimStart('/') : "version.json";
        foreach (var flag in copy.Flags)
        {
            if (flag is not { Name: "exclude", Value: { } text })
                continue;
            if (IgnorePattern.Parse(text, out _)?.IsMatch(relative) == true)
                return true;
        }

        return false;
    }

    private static string? Known(Step step, string text) =>
        step.Expand(text) is { IsKnown: true } expanded ? expanded.Text : null;
}
