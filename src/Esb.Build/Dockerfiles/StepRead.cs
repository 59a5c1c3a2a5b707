namespace Esb.Build.Dockerfiles;

/// <summary>One path that a step reads of a context.</summary>
/// <param name="From">What <c>from=</c> names; <see langword="null"/>: nothing, so it is the main context.</param>
/// <param name="Path">As <see cref="ContextReads"/> has it.</param>
internal sealed record StepRead(StepSource? From, string Path)
{
    public static IEnumerable<StepRead> Of(Step step, Dockerfile file, BuildScope scope)
    {
        if (step.Instruction.Keyword is "COPY" or "ADD")
        {
            var from = SourceOf(step.Instruction.FlagValue("from"), step, file, scope);
            foreach (var word in StepWords.SourcesOf(step.Instruction))
            {
                var path = step.Expand(word.Text);
                if (step.Instruction.Keyword is "COPY" || !path.IsKnown || !RemoteAddress.IsOne(path.Text))
                    yield return new(from, Cut(path));
            }
        }

        foreach (var mount in step.Mounts)
        {
            var from = SourceOf(MountFields.Find(mount.Value, "from"), step, file, scope);
            if (MayRead(step, mount.Value, from))
                yield return new(from, PathOf(step, mount.Value ?? ""));
        }
    }

    /// <param name="context">Name of a named context; empty for the main one.</param>
    public bool MayBeOf(string context)
    {
        if (context.Length == 0)
            return From is null or { IsKnown: false } or { Stage: null, Name: "" };

        return From is { Stage: null } source && StageReference.MayName(source.Name, source.IsKnown, context);
    }

    private static StepSource? SourceOf(string? text, Step step, Dockerfile file, BuildScope scope) =>
        string.IsNullOrEmpty(text) ? null : StepSource.Of(text, step, file, scope);

    // In quotes a comma is a part of the path; no such path is taken apart here.
    private static string PathOf(Step step, string mount) =>
        mount.Contains('"', StringComparison.Ordinal)
            ? ContextReads.Everything
            : Cut(step.Expand(MountFields.Find(mount, "source", "src") ?? ""));

    // Secrets, agents and memory are no files of a context; a cache is filled from what it names, if it names any.
    private static bool MayRead(Step step, string? mount, StepSource? from)
    {
        var type = step.Expand(MountFields.Find(mount, "type") ?? "bind");
        return !type.IsKnown || type.Text.ToLowerInvariant() switch
        {
            "bind" => true,
            "cache" => from is not null,
            _ => false,
        };
    }

    // Up to the folder before the first wildcard, or before what is not known. What is not known can lead out of that
    // folder again, unless it is a platform; and so can what stands behind a wildcard, until the path is cleaned.
    private static string Cut(Expanded path)
    {
        if (!path.IsKnown && !path.IsOfPlatform)
            return ContextReads.Everything;

        var start = path.IsKnown ? path.Text : path.Start[..(path.Start.LastIndexOf('/') + 1)];
        var clean = SlashPath.Clean("/" + start);
        var end = clean.AsSpan().IndexOfAny("*?[\\");
        return end < 0 ? clean[1..] : clean[..clean.LastIndexOf('/', end)].TrimStart('/');
    }
}
