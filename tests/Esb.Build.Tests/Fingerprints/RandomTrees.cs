using Esb.Build.Dockerfiles;
using Esb.Build.Fingerprints;

namespace Esb.Build.Tests.Fingerprints;

public sealed class RandomTrees
{
    private static readonly string[] Names = ["a", "a.b", "a-", "b", "B", "ä", "a b"];

    // What is there, said in the plainest way.
    private static string Model(string folder)
    {
        var lines = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .OrderBy(static e => e.FullName, StringComparer.Ordinal)
            .Select(e => $"{Path.GetRelativePath(folder, e.FullName)} {Content(e)}");
        return string.Join('\n', lines);
    }

    private static string Content(FileSystemInfo entry) =>
        entry.LinkTarget is { } target ? "link " + target
        : entry is DirectoryInfo ? "folder"
        : $"file {Mode(entry)} {File.ReadAllText(entry.FullName)}";

    private static UnixFileMode Mode(FileSystemInfo entry) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : entry.UnixFileMode;

    private static void Change(Random random, string folder)
    {
        var path = Path.Join(folder, Names[random.Next(Names.Length)]);
        if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null && random.Next(3) > 0)
        {
            Change(random, path);
            return;
        }

        Delete(path);
        switch (random.Next(5))
        {
            case 0: Directory.CreateDirectory(path); break;
            case 1: File.CreateSymbolicLink(path, Names[random.Next(2)]); break;
            case 2 or 3: Write(random, path); break;
        }
    }

    private static void Write(Random random, string path)
    {
        File.WriteAllText(path, random.Next(3).ToString());
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddDays(random.Next(2)));
        if (!OperatingSystem.IsWindows() && random.Next(4) == 0)
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    [Test]
    public void HaveTheSameFingerprintWhenTheyAreTheSame([Range(1, 4)] int seed)
    {
        using var gateway = new GatewayImage();
        gateway.Write("tree/a", "0");
        gateway.With(gateway.Image.Contexts.Add("tree", gateway["tree"]));
        var random = new Random(seed);
        var byModel = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < 100; i++)
        {
            var fingerprint = gateway.Look().Fingerprint;
            var model = Model(gateway["tree"]);
            if (byModel.TryGetValue(model, out var known))
                Assert.That(fingerprint, Is.EqualTo(known), model);
            else
                Assert.That(byModel.Values, Has.None.EqualTo(fingerprint), model);
            byModel[model] = fingerprint;
            Change(random, gateway["tree"]);
        }

        Assert.That(byModel, Has.Count.InRange(20, 99), "as many trees come back as are new");
    }

    [Test]
    public void AreListedInTheOrderOfTheirPaths([Range(1, 4)] int seed)
    {
        using var gateway = new GatewayImage();
        var random = new Random(seed);
        for (var i = 0; i < 30; i++)
            Change(random, gateway.Root);
        var paths = ContextFiles.Enumerate(gateway.Root, IgnoreMatcher.None, new()).Select(static e => e.Path).ToList();
        Assert.That(paths, Has.Count.GreaterThan(10));
        Assert.That(paths, Is.Ordered.Using<string>(InputOrder.ComparePaths));
    }
}
