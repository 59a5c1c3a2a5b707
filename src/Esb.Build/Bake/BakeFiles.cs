namespace Esb.Build.Bake;

/// <summary>The files of one run of bake, which live as long as it.</summary>
/// <param name="Call">Absolute path of the bake file that it reads; see <see cref="BakeCallFile"/>.</param>
/// <param name="Metadata">Absolute path of the file that bake writes the digests to.</param>
internal sealed record BakeFiles(string Call, string Metadata)
{
    private const string CallPrefix = ".bake-call-";
    private const string MetadataPrefix = ".bake-metadata-";

    /// <summary>Names of their own, so that none is taken for another run's.</summary>
    public static BakeFiles In(string folder)
    {
        var name = Path.GetRandomFileName() + ".json";
        return new(Path.Combine(folder, CallPrefix + name), Path.Combine(folder, MetadataPrefix + name));
    }

    /// <summary>Those of builds that were killed.</summary>
    /// <exception cref="IOException">One cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be removed.</exception>
    public static void DeleteOld(string folder)
    {
        foreach (var prefix in (string[])[CallPrefix, MetadataPrefix])
        {
            foreach (var file in Directory.EnumerateFiles(folder, prefix + "*"))
                File.Delete(file);
        }
    }

    public void Delete()
    {
        File.Delete(Call);
        File.Delete(Metadata);
    }
}
