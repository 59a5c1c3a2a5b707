using Esb.Testing;

namespace Esb.Docker.Tests.Mutations;

/// <summary>
/// After random edits a build makes images what a build without any cache makes of the same files, and builds none for
/// nothing.
/// </summary>
// A fixture for each seed: cases of one that may run at once would come after all other fixtures, and be alone.
[Category(LongForm.Category)]
[TestFixtureSource(nameof(Seeds))]
public sealed class RandomEdits(int seed) : DockerFixture
{
    private static IEnumerable<int> Seeds => Enumerable.Range(LongForm.Of(1, 101), LongForm.Of(1, 10));

    [Test]
    public void AreNoticed()
    {
        using var run = new MutationRun(NewFolder(), seed);
        for (var step = 0; step < LongForm.Of(6, 60); step++)
            run.Step();
        TestContext.Out.WriteLine(run.Summary);
        Assert.That(run.Mistakes, Is.Empty, run.Summary);
        Assert.That(run.FalseRebuilds, Has.Count.LessThanOrEqualTo(run.Decisions / 100), run.Summary);
    }
}
