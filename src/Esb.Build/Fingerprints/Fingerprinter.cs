using Esb.Build.Definitions;
using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Fingerprints;

/// <summary>Looks at everything that images are made of, and says it in 64 digits an image.</summary>
public static class Fingerprinter
{
    // Users know this context by its one file.
    private const string MetaContext = InputManifest.NamedContext + "meta";
    private const string LocalLayout = "oci-layout://";

    /// <summary>
    /// Finds and reads the files of all images and computes their fingerprints. What engines hold, and what remote
    /// contexts and images of registries are at the moment, is not looked at.
    /// </summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static FoundInputs Plan(
        FingerprintRequest request, ProblemList problems, CancellationToken cancellation)
    {
        var found = new ProblemList();
        var scan = new InputScan(request, cancellation);
        var scans = new List<ImageScan>(request.Images.Count);
        foreach (var image in request.Images)
            scans.Add(scan.Add(image));
        scan.Read(found);

        var inputs = new Dictionary<string, ImageInputs>(request.Images.Count, StringComparer.Ordinal);
        var secrets = new SecretDigests(request, found);
        for (var i = 0; i < scans.Count && !found.HasErrors; i++)
        {
            var image = request.Images[i];
            var settings = ImageSettings.Plan(image, scans[i], request.RepositoryRoot);
            settings.Add(new(InputKind.Format, "", request.FormatVersion));
            foreach (var secret in image.Secrets)
                settings.Add(new(InputKind.Secret, secret.Id, secrets.Read(secret)));
            var unseen = settings.Where(s => s.Kind == InputKind.Secret
                && image.UnseenSecrets.Contains(s.Name, StringComparer.Ordinal)).ToList();
            var reason = AddBases(image, inputs, settings);
            inputs[image.Target] = One(image.Target, settings, scans[i]) with
            {
                AlwaysBuild = reason.Length > 0 ? reason : AlwaysBuild(image),
                UnseenSecrets = unseen.Count == 0 ? "" : ManifestBytes.Digest(new InputManifest(unseen, [])).ToString(),
            };
        }

        foreach (var problem in found.Found)
            problems.Add(problem);
        if (found.HasErrors)
            inputs.Clear();
        return new(inputs, scan.Changes, scan.Modified);
    }

    private static ImageInputs One(string target, List<InputSetting> settings, ImageScan scan)
    {
        settings.Sort(static (a, b) => InputOrder.Compare(a, b));
        var contexts = new List<ContextInputs>(scan.Contexts.Count);
        var changed = scan.Dockerfile?.Changed ?? 0;
        foreach (var context in scan.Contexts)
        {
            var place = context.Name is MetaContext || context.Files.Place.Length == 0 ? "" : context.Files.Place + "/";
            contexts.Add(new(context.Name, context.Files.Files) { Digest = context.Files.Digest, Place = place });
            changed = Math.Max(changed, Math.Max(context.Files.Changed, context.Ignore?.Changed ?? 0));
        }

        var manifest = new InputManifest(settings, contexts);
        return new(target, ManifestBytes.Digest(manifest).ToString(), manifest) { Changed = changed };
    }

    /// <summary>Targets that an image is built from, in ordinal order.</summary>
    internal static IReadOnlyCollection<string> BasesOf(ImageDefinition image)
    {
        var bases = new SortedSet<string>(image.BuiltFrom, StringComparer.Ordinal);
        foreach (var (_, source) in image.Contexts)
        {
            if (source.StartsWith(ImageSettings.TargetPrefix, StringComparison.Ordinal))
                bases.Add(source[ImageSettings.TargetPrefix.Length..]);
        }

        return bases;
    }

    // Sets the fingerprints of images that it is built from, and says which of them is not known.
    private static string AddBases(
        ImageDefinition image, Dictionary<string, ImageInputs> inputs, List<InputSetting> settings)
    {
        var unknown = "";
        foreach (var target in BasesOf(image))
        {
            if (inputs.TryGetValue(target, out var known))
                settings.Add(new(InputKind.Base, target, known.Fingerprint));
            else
                unknown = target;
        }

        return unknown.Length == 0 ? "" : $"it is built from {unknown}, of which nothing is known";
    }

    private static string AlwaysBuild(ImageDefinition image)
    {
        if (image.NoCache)
            return "NoCache is set";
        if (image.Pull)
            return "Pull is set, which asks for newer base images";
        if (image.Unpinned.Length > 0)
            return image.Unpinned;

        foreach (var (name, source) in image.Contexts)
        {
            if (source.StartsWith(LocalLayout, StringComparison.Ordinal))
                return $"named context {name} is an OCI layout, which is not looked into";
        }

        foreach (var output in image.Outputs)
        {
            if (Destinations.Of(output) == Destination.Elsewhere)
                return $"output {output} is not looked at";
        }

        return "";
    }
}
