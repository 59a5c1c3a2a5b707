namespace Esb.Build.Sam;

/// <summary>The parts of one template that values are worked out from.</summary>
internal sealed class TemplateScope
{
    public TemplateScope(TemplateMap root, TemplateProblems problems)
    {
        Problems = problems;
        Resources = Section(root, "Resources");
        Parameters = Section(root, "Parameters");
        Mappings = Section(root, "Mappings");
        Conditions = Section(root, "Conditions");
        Globals = Section(Section(root, "Globals"), "Function");
    }

    public TemplateProblems Problems { get; }

    public TemplateMap Resources { get; }

    public TemplateMap Parameters { get; }

    public TemplateMap Mappings { get; }

    public TemplateMap Conditions { get; }

    /// <summary>What all functions of the template have in common.</summary>
    public TemplateMap Globals { get; }

    /// <summary>A map in a map; empty where there is none.</summary>
    public TemplateMap Section(TemplateMap map, string name)
    {
        switch (map.Find(name))
        {
            case TemplateMap section:
                return section;
            case { } other:
                Problems.Add(Diagnostics.Rules.WrongShape, other.Offset, name, "a map (name: value)");
                break;
        }

        return new(map.Offset, []);
    }
}
