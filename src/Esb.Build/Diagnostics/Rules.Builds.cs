namespace Esb.Build.Diagnostics;

public static partial class Rules
{
    /// <summary>0: the output folder, 1: name of a file or folder in it.</summary>
    public static Rule ForeignOutput { get; } = Error("ESB2033",
        "EsbOutputPath is '{0}', which holds '{1}' that Esb.Sdk has not made: what is in that folder is part of no image, and `clean` deletes it. Name a folder for generated files alone, such as obj/esb/$(MSBuildProjectFile)/.");

    /// <summary>0: the output folder, 1: the other project.</summary>
    public static Rule SharedOutput { get; } = Error("ESB2034",
        "EsbOutputPath is '{0}', which is the folder of '{1}': one would take the other's records for its own. Give each project a folder of its own, such as $(EsbOutputPath)$(MSBuildProjectFile)/.");

    /// <summary>0: image, 1: secret or SSH agent, 2: its id, 3: the image that it is built from.</summary>
    public static Rule OtherSource { get; } = Error("ESB2035",
        "EsbImage '{0}' has another source for the {1} '{2}' than '{3}', which it is built from, and BuildKit asks any of the two for it. Give both the same source, or the {1} of one of them another id.");

    /// <summary>0: image, 1: named context, 2: its ignore file, 3: lines for it.</summary>
    public static Rule OwnFolderInContext { get; } = Error("ESB2036",
        "EsbImage '{0}' would send folders of Esb.Sdk to the builder with its named context '{1}': what is in them is nobody's business, and changes with every build. Add to '{2}': {3}");

    /// <summary>0: path of the plan, 1: what is wrong with it.</summary>
    public static Rule OtherPlan { get; } = Error("ESB3011",
        "What was planned in '{0}' is not there as it was written: {1} Nothing was built. Build again, and let nobody write to that folder meanwhile.");
}
