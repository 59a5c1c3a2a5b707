using Esb.Build.Images;

namespace Esb.Build.Engines;

/// <summary>The authority that a project brings for registries and proxies: <c>rootCA.crt</c>.</summary>
public static class RegistryAuthority
{
    private const string FileName = "rootCA.crt";

    /// <param name="folder">Of the project; empty for that of the brand's variable.</param>
    /// <returns>Absolute path of a file that is there, or empty.</returns>
    public static string Of(string folder, Brand brand, DockerSettings docker)
    {
        var given = folder.Length > 0 ? folder : docker.Variable(brand.Variable("CERT_DIR"));
        var file = given.Length == 0 ? "" : Path.GetFullPath(Path.Combine(given, FileName), docker.Directory);
        return File.Exists(file) ? file : "";
    }
}
