namespace Esb.Build.Sam;

/// <summary><c>Fn::FindInMap</c>.</summary>
internal static class MapLookup
{
    public static TemplateNode Find(ValueResolver resolver, TemplateMap call, TemplateNode argument)
    {
        if (argument is not TemplateList { Items.Count: 3 or 4 } list)
            return ValueResolver.Broken(call, "Fn::FindInMap takes a mapping's name and two keys.");

        var keys = list.Items.Take(3).Select(resolver.Resolve).ToList();
        if (keys.OfType<TemplateUnknown>().FirstOrDefault() is { } unknown)
            return unknown.Within(call);
        if (!keys.TrueForAll(static k => k is TemplateText))
            return ValueResolver.Broken(call, "Fn::FindInMap takes texts.");

        TemplateNode? found = resolver.Scope.Mappings;
        foreach (var key in keys.Cast<TemplateText>())
        {
            found = (found as TemplateMap)?.Find(key.Text);
            if (found is null)
                return Default(resolver, list) ?? ValueResolver.Broken(call, $"there is no '{key.Text}' in Mappings.");
        }

        return found!;
    }

    private static TemplateNode? Default(ValueResolver resolver, TemplateList list) =>
        list.Items.Count > 3 && (list.Items[3] as TemplateMap)?.Find("DefaultValue") is { } value
            ? resolver.Resolve(value)
            : null;
}
