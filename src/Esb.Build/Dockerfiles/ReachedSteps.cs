namespace Esb.Build.Dockerfiles;

/// <summary>What a build of the target really runs: the steps of the stages that it needs.</summary>
internal sealed class ReachedSteps : IStageVisitor
{
    private readonly bool[] _isReached;
    private readonly BuildScope _scope;
    private readonly Action<Step> _show;

    private ReachedSteps(bool[] isReached, BuildScope scope, Action<Step> show) =>
        (_isReached, _scope, _show) = (isReached, scope, show);

    /// <summary>Shows them in the file's order, triggers where they run. None when there is no such target.</summary>
    public static void Show(Dockerfile file, BuildScope scope, Action<Step> show)
    {
        if (file.Directives.IsForeign || file.FindStage(scope.Target) is not { } target)
            return;

        var uses = new StageUses(file, scope);
        StageWalk.Run(file, scope, uses);
        StageWalk.Run(file, scope, new ReachedSteps(uses.ReachedFrom(target), scope, show));
    }

    public void Enter(Stage stage, Stage? parent, Expanded image)
    {
    }

    // A stage in whose place a named context stands is not run.
    public void Visit(Step step)
    {
        if (_isReached[step.Stage.Number] && !_scope.HasContext(step.Stage.Name))
            _show(step);
    }
}
