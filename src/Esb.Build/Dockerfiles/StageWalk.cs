namespace Esb.Build.Dockerfiles;

/// <summary>Sees every stage and instruction in the file's order, with the variables as they are there.</summary>
internal interface IStageVisitor
{
    void Enter(Stage stage, Stage? parent, Expanded image);

    void Visit(Stage stage, Instruction instruction, Variables variables);
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

    private StageWalk(Dockerfile file, BuildScope scope)
    {
        _file = file;
        _scope = scope;
        _ends = new Variables[file.Stages.Count];
    }

    public static void Run(Dockerfile file, BuildScope scope, IStageVisitor visitor)
    {
        var walk = new StageWalk(file, scope);
        walk.ReadGlobalArguments();
        foreach (var stage in file.Stages)
            walk.Walk(stage, visitor);
    }

    private void ReadGlobalArguments()
    {
        foreach (var name in PlatformArguments)
        {
            var isGiven = _scope.Arguments.TryGetValue(name, out var given);
            _global.Set(name, new(given ?? "", isGiven));
        }

        foreach (var instruction in _file.Instructions)
        {
            if (instruction.Keyword is "FROM")
                break;
            if (instruction.Keyword is "ARG")
                Define(instruction, _global);
        }
    }

    private void Walk(Stage stage, IStageVisitor visitor)
    {
        var image = Expand(stage.Image.Text, _global);
        var parent = image.IsKnown ? _file.FindStageByName(image.Text, stage.Number) : null;
        if (_scope.HasContext(parent?.Name))
            parent = null;

        visitor.Enter(stage, parent, image);
        var isOutside = parent is null && image.Text is not "scratch";
        var variables = new Variables(isOutside, parent is null ? null : _ends[parent.Number]);
        foreach (var instruction in parent?.Instructions ?? [])
        {
            if (instruction.Trigger is { } trigger)
                Visit(stage, trigger, variables, visitor);
        }

        foreach (var instruction in stage.Instructions)
            Visit(stage, instruction, variables, visitor);
        _ends[stage.Number] = variables;
    }

    private void Visit(Stage stage, Instruction instruction, Variables variables, IStageVisitor visitor)
    {
        visitor.Visit(stage, instruction, variables);
        if (instruction.Keyword is "ENV" or "ARG")
            Define(instruction, variables);
    }

    // Within a stage all values of one line see the variables as they were before it; before the first FROM each sees
    // those to its left.
    private void Define(Instruction instruction, Variables variables)
    {
        var isSequential = ReferenceEquals(variables, _global) || instruction.Assignments.Count < 2;
        var before = isSequential ? variables : new(false, variables);
        foreach (var assignment in instruction.Assignments)
        {
            var name = Expand(assignment.Name, before).Text;
            if (instruction.Keyword is "ENV")
                variables.Set(name, Expand(assignment.Value ?? "", before));
            else if (_scope.Arguments.TryGetValue(name, out var given))
                variables.Set(name, new(given, true));
            else if (assignment.Value is { } value)
                variables.Set(name, Expand(value, before));
            else if (_global.IsSet(name) && _global.TryGet(name, out var inherited))
                variables.Set(name, new(inherited ?? "", inherited is not null));
        }
    }

    private Expanded Expand(string text, Variables variables) =>
        Expansion.Expand(text, variables, _file.Directives.Escape);
}
