namespace Esb.Build.Dockerfiles;

/// <summary>Collects what each stage uses, then follows it from the target.</summary>
internal sealed class StageUses(Dockerfile file, BuildScope scope) : IStageVisitor
{
    private readonly List<StageReference>[] _outside = NewLists<StageReference>(file.Stages.Count);
    private readonly List<Stage>[] _inside = NewLists<Stage>(file.Stages.Count);

    public void Enter(Stage stage, Stage? parent, Expanded image)
    {
        if (parent is not null)
            _inside[stage.Number].Add(parent);
        else
            AddOutside(stage, new(image.Text, ReferenceKind.From, stage.Image.Line, image.IsKnown));
    }

    public void Visit(Stage stage, Instruction instruction, Variables variables)
    {
        foreach (var flag in instruction.Flags)
        {
            if (instruction.Keyword is "COPY" or "ADD" && flag is { Name: "from", Value: not null })
            {
                Add(stage, ReferenceKind.Copy, flag.Line, Expand(flag.Value, variables));
            }
            else if (instruction.Keyword is "RUN" && flag.Name is "mount"
                && MountFields.Find(flag.Value, "from") is { } source)
            {
                Add(stage, ReferenceKind.Mount, flag.Line, Expand(source, variables));
            }
        }
    }

    public List<StageReference> ReachableFrom(Stage target)
    {
        var isReached = new bool[file.Stages.Count];
        var open = new Stack<Stage>([target]);
        while (open.TryPop(out var stage))
        {
            if (isReached[stage.Number])
                continue;

            isReached[stage.Number] = true;
            foreach (var used in _inside[stage.Number])
                open.Push(used);
        }

        var found = new List<StageReference>();
        for (var i = 0; i < isReached.Length; i++)
        {
            if (isReached[i])
                found.AddRange(_outside[i]);
        }

        return found;
    }

    private void Add(Stage stage, ReferenceKind kind, int line, Expanded name)
    {
        var used = name.IsKnown ? file.FindStageBefore(stage, name.Text) : null;
        if (used is null || scope.HasContext(used.Name))
            AddOutside(stage, new(used?.Name ?? name.Text, kind, line, name.IsKnown));
        else
            _inside[stage.Number].Add(used);
    }

    private void AddOutside(Stage stage, StageReference reference)
    {
        if (reference.Name is not ("" or "scratch"))
            _outside[stage.Number].Add(reference);
    }

    private Expanded Expand(string text, Variables variables) =>
        Expansion.Expand(text, variables, file.Directives.Escape);

    private static List<T>[] NewLists<T>(int count)
    {
        var lists = new List<T>[count];
        for (var i = 0; i < count; i++)
            lists[i] = [];
        return lists;
    }
}
