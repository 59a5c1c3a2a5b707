using Esb.Build.Diagnostics;
using Esb.Build.Dockerfiles;
using Esb.Build.Processes;
using Esb.Testing;

namespace Esb.Docker.Tests.ContextTests;

/// <summary>
/// Random trees and ignore files, copied whole by a real builder: what arrives is what we say a context sends.
/// </summary>
[Category(LongForm.Category)]
public sealed class RandomContext
{
    private static readonly string[] Names =
        ["a", "b", "ab", "a.txt", "b.log", ".c", "foo", "x1", "é", "a b", "x[1]", "*", "#h", "!bang", "A"];

    private static readonly string[] Globs =
    [
        "*", "**", "*.txt", "a*", "?", "??", "[a-b]", "[^a]", "[!a]", ".*", "**a", "a**", "**.txt", "*o*", "\\a", "\\*", "\\#h",
        "x\\[1\\]", "x[1]", "..", ".", "[a*]", "[*]", "\\d", "*^", "a**b", "***", "é*", "(a)", "a+", "\\|",
    ];

    private static IEnumerable<int> Seeds => Enumerable.Range(1, LongForm.Of(40, 2000));

    [TestCaseSource(nameof(Seeds))]
    public void SendsWhatWeSay(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        Directory.CreateDirectory(folder["context"]);
        WriteTree(folder, "context", random, depth: 0);
        folder.Write("Dockerfile", "FROM scratch\nCOPY . /\n");
        var ignore = folder.Write("context/.dockerignore", string.Concat(Patterns(random)));

        var problems = new ProblemList();
        var matcher = IgnoreMatcher.Of(IgnoreFile.Read(ignore, problems));
        var ours = ContextFiles.Enumerate(folder["context"], matcher, problems).Select(static e => e.Path);
        Assert.That(problems.Found, Is.Empty);
        Assert.That(Arrived(folder), Is.EquivalentTo(ours), File.ReadAllText(ignore));
    }

    private static IEnumerable<string> Arrived(TemporaryFolder folder)
    {
        string[] arguments =
            [
                "buildx", "build", "-q", "-f", folder["Dockerfile"],
                "-o", "type=local,dest=" + folder["out"], folder["context"],
            ];
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(static e => (string)e.Key, static e => (string?)e.Value ?? "", StringComparer.Ordinal);
        var result = SystemCommandRunner.Instance.Run(
            new Command("docker", arguments, folder.Root, environment), onLine: null, CancellationToken.None);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return ContextFiles.Enumerate(folder["out"], IgnoreMatcher.None, new()).Select(static e => e.Path);
    }

    private static void WriteTree(TemporaryFolder folder, string path, Random random, int depth)
    {
        foreach (var name in random.GetItems(Names, random.Next(1, 6)).Distinct(StringComparer.Ordinal))
        {
            if (depth < 3 && random.Next(2) == 0)
                WriteTree(folder, Directory.CreateDirectory(folder[$"{path}/{name}"]).FullName, random, depth + 1);
            else
                folder.Write($"{path}/{name}", "x");
        }
    }

    private static IEnumerable<string> Patterns(Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            string[] words = [.. Names.Where(static n => n is not ("#h" or "!bang")), .. Globs];
        var segments = random.GetItems(words, random.Next(1, 4));
            yield return (random.Next(3) == 0 ? "!" : "") + string.Join('/', segments) + "\n";
        }
    }
}
