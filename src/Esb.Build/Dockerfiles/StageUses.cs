namespace Esb.Build.Dockerfiles;

/// <summary>Collects what each stage uses, then follows it from the target.</summary>
internal sealed class StageUses(Dockerfile file, BuildScope scope) : IStageVisitor
{
    private readonly List<StageReference>[] _outside = NewLists<StageReference>(file.Stages.Count);
    private readonly List<Stage>[] _inside = NewLists<Stage>(file.Stages.Count);

    public void Enter(Stage stage, Stage? parent, Expanded image)
    {
        var line = stage.Image.Line;
        if (parent is not null)
            _inside[stage.Number].Add(parent);
        else
            AddOutside(stage, new(image.Text, ReferenceKind.From, line, image.IsKnown) { File = file.Path });
    }

    public void Visit(Step step)
    {
        foreach (var flag in step.Instruction.Flags)
        {
            if (step.Instruction.Keyword is "COPY" or "ADD" && flag is { Name: "from", Value: { } from })
                Add(step, ReferenceKind.Copy, flag.Line, from);
        }

        foreach (var mount in step.Mounts)
        {
            if (MountFields.Find(mount.Value, "from") is { } from)
                Add(step, ReferenceKind.Mount, mount.Line, from);
        }
    }

    /// <summary>Which stages a build of the target runs, by their numbers.</summary>
    public bool[] ReachedFrom(Stage target)
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

        return isReached;
    }

    public List<StageReference> ReachableFrom(Stage target)
    {
        var isReached = ReachedFrom(target);
        var found = new List<StageReference>();
        for (var i = 0; i < isReached.Length; i++)
        {
            if (isReached[i])
                found.AddRange(_outside[i]);
        }

        return found;
    }

    private void Add(Step step, ReferenceKind kind, int line, string from)
    {
        var source = StepSource.Of(from, step, file, scope);
        if (source.Stage is { } used)
            _inside[step.Stage.Number].Add(used);
        else
            AddOutside(step.Stage, new(source.Name, kind, line, source.IsKnown) { File = step.File });
    }

    private void AddOutside(Stage stage, StageReference reference)
    {
        if (reference.Name is not ("" or "scratch"))
            _outside[stage.Number].Add(reference);
    }

    private static List<T>[] NewLists<T>(int count)
    {
        var lists = new List<T>[count];
        for (var i = 0; i < count; i++)
            lists[i] = [];
        return lists;
    }
}
