using Esb.Build.Diagnostics;
using Esb.Build.Engines;

namespace Esb.Build.Registries;

/// <summary>Copies images from elsewhere into the local registry.</summary>
public static class RegistryImport
{
    /// <summary>
    /// From registry to registry, all platforms with their digests (what has only one gets an index around it); where
    /// the source cannot be reached, what the engine has under that name; and where it has nothing, an earlier copy
    /// stays, which is a warning.
    /// </summary>
    /// <returns>One line that says which of these; <see langword="null"/> where there is no copy, and then the problems
    /// say why.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static string? Run(ImageCopy copy, DockerCalls docker)
    {
        var copied = docker.Wait("buildx", "imagetools", "create", "--tag", copy.Reference, copy.Source);
        if (copied.Succeeded)
            return $"{copy.Reference}  copied from {copy.Source}";
        if (docker.IsOfMachine(copied))
            return null;
        if (Push(copy, docker))
            return $"{copy.Reference}  copied from the engine's {copy.Source}";
        if (docker.Problems.HasErrors)
            return null;

        var question = new RegistryQuestion(docker.Docker, [copy.Reference]);
        var unanswered = new ProblemList();
        var found = RegistryReader.Read(question, docker.Runner, unanswered, docker.Cancellation);
        var isThere = found is { Count: 1 };
        docker.Cancellation.ThrowIfCancellationRequested();
        // A registry that is silent is no second error: what it was to get is not there.
        foreach (var problem in unanswered.Found.Where(static p => p.Rule.Severity != Severity.Error))
            docker.Problems.Add(problem);
        docker.Problems.Add(
            isThere ? Rules.ImportKept : Rules.ImportFailed, copy.Image.Position,
            copy.Source, copy.Reference, docker.Reason(copied));
        return isThere ? $"{copy.Reference}  kept" : null;
    }

    // The name in the engine is only for the push, unless somebody has pulled it back before.
    private static bool Push(ImageCopy copy, DockerCalls docker)
    {
        var isUsers = docker.Ask("image", "inspect", "--format", "{{.Id}}", copy.Reference).Succeeded;
        if (!docker.Ask("image", "tag", copy.Source, copy.Reference).Succeeded)
            return false;

        var pushed = docker.Wait("push", "--quiet", copy.Reference);
        if (!isUsers)
            docker.Ask("image", "rm", "--no-prune", copy.Reference);
        if (!pushed.Succeeded && !docker.IsOfMachine(pushed))
        {
            docker.Problems.Add(
                Rules.ImportFailed, copy.Image.Position, copy.Source, copy.Reference, docker.Reason(pushed));
        }

        return pushed.Succeeded;
    }
}
