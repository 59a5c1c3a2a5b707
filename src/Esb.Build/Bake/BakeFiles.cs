namespace Esb.Build.Bake;

/// <summary>The files of one run of bake, which live as long as it.</summary>
/// <param name="Overlay">Absolute path of the second bake file; see <see cref="BakeOverlay"/>.</param>
/// <param name="Metadata">Absolute path of the file that bake writes the digests to.</param>
internal sealed record BakeFiles(string Overlay, string Metadata)
{
    /// <summary>Names of their own, because two builds may share the folder.</summary>
    public static BakeFiles In(string folder)
    {
        var name = Path.GetRandomFileName();
        return new(
            Path.Combine(folder, $".bake-overlay-{name}.json"), Path.Combine(folder, $".bake-metadata-{name}.json"));
    }

    public void Delete()
    {
        File.Delete(Overlay);
        File.Delete(Metadata);
    }
}
