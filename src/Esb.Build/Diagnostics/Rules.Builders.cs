namespace Esb.Build.Diagnostics;

/// <summary>What goes wrong with the builder that Esb.Sdk makes. Value 0 is its name.</summary>
public static partial class Rules
{
    /// <summary>1: docker's reason.</summary>
    public static Rule BuilderNotMade { get; } = Error("ESB1140",
        "The builder '{0}' cannot be made: {1} Correct that (EsbBuilderImage names another image of BuildKit), or build with the engine's own builder: -p:EsbBuilderDriver=docker");

    /// <summary>1: docker's reason.</summary>
    public static Rule BuilderNotRemoved { get; } = Error("ESB1141",
        "The builder '{0}' cannot be removed: {1} Wait for the builds that use it, then try again.");
}
