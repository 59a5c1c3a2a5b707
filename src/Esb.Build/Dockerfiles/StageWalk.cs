namespace Esb.Build.Dockerfiles;

/// <summary>Sees every stage and instruction in the file's order, with the variables as they are there.</summary>
internal interface IStageVisitor
{
    void Enter(Stage stage, Stage? parent, Expanded image);

    void Visit(Step step);
}

/// <summary>
/// Evaluates <c>ARG</c> and <c>ENV</c> from the first line to the last. A stage stands only on earlier ones, so one
/// pass is enough.
/// </summary>
internal sealed class StageWalk
{
    private static readonly string[] PlatformArguments =
    [
        "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "BUILDOSVERSION",
        "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETOSVERSION", "TARGETSTAGE",
    ];

    private readonly Dockerfile _file;
    private readonly BuildScope _scope;
    private readonly Variables _global = new(othersAreUnknown: false);
    private readonly Variables[] _ends;

    // Of these, what the stage's image keeps.
    private readonly Variables[] _environments;

    private StageWalk(Dockerfile file, BuildScope scope)
    {
        _file = file;
        _scope = scope;
        _ends = new Variables[file.Stages.Count];
        _environments = new Variables[file.Stages.Count];
    }

    public static void Run(Dockerfile file, BuildScope scope, IStageVisitor visitor) => Through(file, scope, visitor);

    /// <summary>What the image of a stage has for variables.</summary>
    public static Variables EnvironmentOf(Stage stage, Dockerfile file, BuildScope scope) =>
        Through(file, scope, visitor: null)._environments[stage.Number];

    private static StageWalk Through(Dockerfile file, BuildScope scope, IStageVisitor? visitor)
    {
        var walk = new StageWalk(file, scope);
        walk.ReadGlobalArguments();
        foreach (var stage in file.Stages)
            walk.Walk(stage, visitor);
        return walk;
    }

    private void ReadGlobalArguments()
    {
        foreach (var name in PlatformArguments)
        {
            var isGiven = _scope.Arguments.TryGetValue(name, out var given);
            _global.Set(name, new(given ?? "", isGiven) { IsOfPlatform = !isGiven });
        }

        foreach (var instruction in _file.Instructions)
        {
            if (instruction.Keyword is "FROM")
                break;
            if (instruction.Keyword is "ARG")
                Define(instruction, _global, environment: null);
        }
    }

    private void Walk(Stage stage, IStageVisitor? visitor)
    {
        var image = Expansion.Expand(stage.Image.Text, _global, _file.Directives.Escape);
        var parent = image.IsKnown ? _file.FindStageByName(image.Text, stage.Number) : null;
        if (_scope.HasContext(parent?.Name))
            parent = null;

        visitor?.Enter(stage, parent, image);
        var below = parent is null && image is { IsKnown: true, Text: not "scratch" }
            ? _scope.FindBase(image.Text)
            : null;
        var isOutside = parent is null && below is null && image.Text is not "scratch";
        var number = parent?.Number;
        _ends[stage.Number] = new(isOutside, number is null ? below?.Environment : _ends[number.Value]);
        _environments[stage.Number] = new(isOutside, number is null ? below?.Environment : _environments[number.Value]);
        foreach (var trigger in below?.Triggers ?? TriggersOf(parent))
            Visit(stage, trigger, below?.File, visitor);
        foreach (var instruction in stage.Instructions)
            Visit(stage, instruction, file: null, visitor);
    }

    private static IEnumerable<Instruction> TriggersOf(Stage? parent) =>
        parent?.Instructions.Select(static i => i.Trigger).OfType<Instruction>() ?? [];

    private void Visit(Stage stage, Instruction instruction, string? file, IStageVisitor? visitor)
    {
        var step = new Step(stage, instruction, _ends[stage.Number])
        {
            File = file ?? _file.Path,
            Escape = _file.Directives.Escape,
        };
        visitor?.Visit(step);
        if (instruction.Keyword is "ENV" or "ARG")
            Define(instruction, step.Variables, _environments[stage.Number]);
    }

    // Within a stage all values of one line see the variables as they were before it; before the first FROM each sees
    // those to its left.
    private void Define(Instruction instruction, Variables variables, Variables? environment)
    {
        var isSequential = environment is null || instruction.Assignments.Count < 2;
        var before = isSequential ? variables : new(false, variables);
        foreach (var assignment in instruction.Assignments)
        {
            var name = Expand(assignment.Name, before).Text;
            if (instruction.Keyword is "ENV")
                SetBoth(name, Expand(assignment.Value ?? "", before));
            else if (_scope.Arguments.TryGetValue(name, out var given))
                variables.Set(name, new(given, true));
            else if (assignment.Value is { } value)
                variables.Set(name, Expand(value, before));
            else if (_global.IsSet(name) && _global.TryGet(name, out var inherited))
                variables.Set(name, inherited);
        }

        void SetBoth(string name, Expanded value)
        {
            variables.Set(name, value);
            environment?.Set(name, value);
        }
    }

    private Expanded Expand(string text, Variables variables) =>
        Expansion.Expand(text, variables, _file.Directives.Escape);
}
