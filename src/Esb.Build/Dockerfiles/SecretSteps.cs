namespace Esb.Build.Dockerfiles;

/// <summary>Model → whether the steps that read a secret would notice a build argument that follows it.</summary>
public static class SecretSteps
{
    /// <summary>
    /// A step has the arguments in its cache key that its stage declares before it. What a stage may have from another
    /// one, or an image, or a later trigger, is not counted: it is better to run a step once more than once too seldom.
    /// </summary>
    /// <param name="secret">Its id.</param>
    /// <param name="argument">Name of the build argument.</param>
    /// <returns>Whether the file declares it, and before each step that may read the secret.</returns>
    public static bool Notice(Dockerfile file, string secret, string argument)
    {
        foreach (var stage in file.Stages)
        {
            var isDeclared = false;
            foreach (var instruction in stage.Instructions)
            {
                if (Reads(instruction.Trigger, secret) || (!isDeclared && Reads(instruction, secret)))
                    return false;
                // It hides the argument from all steps.
                if (instruction.Keyword is "ENV" && Defines(instruction, argument))
                    return false;

                isDeclared |= instruction.Keyword is "ARG" && Defines(instruction, argument);
            }
        }

        return Declare(file, argument);
    }

    /// <summary>
    /// Whether a stage that is built runs a trigger of another file's image that may read the secret: it comes before
    /// all that the stage itself declares.
    /// </summary>
    public static bool Inherit(Dockerfile file, BuildScope scope, string secret)
    {
        var isInherited = false;
        ReachedSteps.Show(file, scope, step => isInherited |=
            !step.File.Equals(file.Path, StringComparison.Ordinal) && Reads(step.Instruction, secret));
        return isInherited;
    }

    /// <summary>Whether any stage declares the argument.</summary>
    public static bool Declare(Dockerfile file, string argument) =>
        file.Stages.Any(s => s.Instructions.Any(i => i.Keyword is "ARG" && Defines(i, argument)));

    private static bool Defines(Instruction instruction, string name) =>
        instruction.Assignments.Any(a => a.Name.Equals(name, StringComparison.Ordinal));

    private static bool Reads(Instruction? instruction, string secret) =>
        instruction is { Keyword: "RUN" }
        && instruction.Flags.Any(f => f.Name is "mount" && IsOf(f.Value, secret));

    private static bool IsOf(string? mount, string secret)
    {
        var type = MountFields.Find(mount, "type") ?? "";
        if (!type.Equals("secret", StringComparison.OrdinalIgnoreCase) && !IsVariable(type))
            return false;

        var id = MountFields.SecretId(mount);
        return id is null || IsVariable(id) || id.Equals(secret, StringComparison.Ordinal);
    }

    private static bool IsVariable(string text) => text.Contains('$', StringComparison.Ordinal);
}
