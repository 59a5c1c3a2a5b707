using System.Collections.Immutable;
using System.Reflection;
using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Tests.Fingerprints;

/// <summary>
/// What is in no fingerprint is in this list, with its reason. Whoever adds a property and forgets it finds out here.
/// </summary>
public sealed class EveryPropertyOfADefinition
{
    private static readonly Dictionary<string, string> NotCounted = new(StringComparer.Ordinal)
    {
        [nameof(ImageDefinition.Target)] = "the name of the record that the fingerprint is compared in",
        [nameof(ImageDefinition.Name)] = "what bake gets of it are tags and a label",
        [nameof(ImageDefinition.Kind)] = "decides groups and tags, which are there",
        [nameof(ImageDefinition.Mode)] = "decides groups and tags, which are there",
        [nameof(ImageDefinition.Position)] = "where mistakes are shown",
        [nameof(ImageDefinition.Groups)] = "who is asked for together",
        [nameof(ImageDefinition.Caches)] = "where steps may be found, not what they do",
        [nameof(ImageDefinition.CommitLabels)] = "which labels are of the commit; the labels count",
        [nameof(ImageDefinition.UnseenSecrets)] = "how a changed secret reaches the cache; the secrets count",
        [nameof(ImageDefinition.ExternalImages)] = "what the engine has under them now is compared with the record",
        [nameof(ImageDefinition.NoCache)] = "is built always",
        [nameof(ImageDefinition.Pull)] = "is built always",
        [nameof(ImageDefinition.Unpinned)] = "is built always",
        [nameof(ImageDefinition.EntitlementLines)] = "where entitlements are said; the entitlements count",
        [nameof(ImageDefinition.ContextReads)] = "the Dockerfile says it, which counts, and all files do",
        [nameof(ImageDefinition.BuiltFrom)] = "built always without the target; else see ChangedBase",
    };

    private static IEnumerable<string> Names() =>
        typeof(ImageDefinition).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static p => p.Name);

    [TestCaseSource(nameof(Names))]
    public void CountsOrHasAReasonNotTo(string name)
    {
        using var gateway = new GatewayImage();
        var before = gateway.Look();
        gateway.Image = Changed(gateway.Image, name);
        var after = gateway.LookAtAll().Values.Single();
        var isOther = !after.Fingerprint.Equals(before.Fingerprint, StringComparison.Ordinal);
        var isAlways = after.AlwaysBuild.Length > 0;
        Assert.That(
            isOther || isAlways || NotCounted.ContainsKey(name), Is.True,
            $"{name} changes no fingerprint. Make it part of BakeTarget, or say in this list why it does not count.");
        Assert.That(isOther && NotCounted.ContainsKey(name), Is.False, $"{name} counts; take it off the list.");
        Assert.That(
            isAlways, Is.EqualTo(NotCounted.GetValueOrDefault(name, "").Contains("always", StringComparison.Ordinal)));
    }

    [Test]
    public void IsStillThereWhereTheListNamesIt() => Assert.That(NotCounted.Keys, Is.SubsetOf(Names()));

    // Another value than the gateway's, whatever the type is: a type that nobody thought of fails.
    private static ImageDefinition Changed(ImageDefinition image, string name)
    {
        object value = name switch
        {
            nameof(ImageDefinition.Context) => Path.GetDirectoryName(image.Context)!,
            nameof(ImageDefinition.Dockerfile) => Path.Join(image.Context, "app.py"),
            nameof(ImageDefinition.Contexts) => image.Contexts.Remove("config"),
            nameof(ImageDefinition.Name) => ImageName.TryParse("other")!,
            nameof(ImageDefinition.Kind) => ImageKind.Base,
            nameof(ImageDefinition.Position) => new SourcePosition("/other"),
            nameof(ImageDefinition.References) => (IReadOnlyList<ImageReference>)[ImageReference.TryParse("x:1")!],
            nameof(ImageDefinition.Platforms) => (IReadOnlyList<Platform>)[Platform.TryParse("linux/arm64")!],
            nameof(ImageDefinition.Secrets) => (IReadOnlyList<SecretSource>)[new("npm", "", "TOKEN")],
            nameof(ImageDefinition.EntitlementLines) =>
                (IReadOnlyList<EntitlementLine>)[new("network.host", new SourcePosition("/other"))],
            nameof(ImageDefinition.ContextReads) =>
                new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal),
            nameof(ImageDefinition.Caches) => new ImageCaches("/c", "r:1"),
            nameof(ImageDefinition.Outputs) => (IReadOnlyList<string>)["type=docker,compression=zstd"],
            _ => Of(typeof(ImageDefinition).GetProperty(name)!.PropertyType),
        };
        // The clone that `with` makes, changed by the property's init accessor.
        var clone = image with { };
        typeof(ImageDefinition).GetProperty(name)!.SetValue(clone, value);
        return clone;
    }

    private static object Of(Type type) =>
        type == typeof(string) ? "other"
        : type == typeof(bool) ? true
        : type == typeof(IReadOnlyList<string>) ? (IReadOnlyList<string>)["other"]
        : type == typeof(ImmutableSortedDictionary<string, string>)
            ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("A", "b")
        : throw new InvalidOperationException($"Say in Changed() what another {type} is.");
}
