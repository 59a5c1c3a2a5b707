using System.Security.Cryptography;
using System.Text;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Docker.Tests.Builders;

/// <summary>
/// An image that buildx's driver <c>docker-container</c> takes for BuildKit's, made of the machine's engine.
/// </summary>
internal static class BuildKitImage
{
    private static readonly string Source = Path.Combine(Repository.Root, "tests/Esb.Docker.Tests/Builders/BuildKit");

    /// <summary>Named by what it is made of, so that no engine gives an older one.</summary>
    public static readonly string Reference = $"esb-test/buildkit:{Tag()}";

    private static readonly string[] Programs = ["dockerd", "containerd", "containerd-shim-runc-v2", "runc"];

    // Once: two builds that give the engine one new name at once end in "already exists".
    private static readonly Lazy<bool> Made = new(Make);

    /// <summary>Makes it where the engine does not have it; it stays, as the other images of tests do.</summary>
    public static void Require() => _ = Made.Value;

    private static bool Make()
    {
        DockerEngine.Require("debian:12-slim");
        if (DockerEngine.HasImage(Reference))
            return false;

        using var folder = new TemporaryFolder();
        Copy(Path.Combine(Source, "Dockerfile"), folder.Root);
        foreach (var file in (string[])["buildkitd", "buildctl"])
            Copy(Path.Combine(Source, file), folder["bin"]);
        foreach (var name in Programs)
            CopyProgram(name, folder);
        DockerEngine.Must(
            "buildx", "build", "-q", "--provenance=false", "--load", "-t", Reference, folder.Root);
        return true;
    }

    private static string Tag()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Source).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        hash.AppendData(Encoding.UTF8.GetBytes(ProgramRun.Must(Source, "dockerd", ["--version"])));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static void CopyProgram(string name, TemporaryFolder folder)
    {
        var program = ProgramPath.Find(name, folder.Root, ProgramRun.Environment)
            ?? throw new InvalidOperationException($"{name} is not on PATH; ./build.sh engine installs it.");
        Copy(program, folder["bin"]);
        // libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…); the C library of the image is as good.
        foreach (var line in ProgramRun.Run(folder.Root, "ldd", program).Output.Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.TrimEntries) is [not "libc.so.6", "=>", ['/', ..] library, ..])
                Copy(library, folder["lib"]);
        }
    }

    private static void Copy(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }
}
