using Esb.Testing;

namespace Esb.Docker.Tests.Mutations;

/// <summary>Changes that time stamps and sizes do not show, and time stamps that change alone.</summary>
internal static class StealthyEdits
{
    private static readonly DateTime Past = new(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc);
    private static readonly DateTime Future = new(2033, 3, 3, 3, 3, 3, DateTimeKind.Utc);

    public static IReadOnlyList<Edit> All { get; } =
    [
        new("touch", static r => Date(r, TimeProvider.System.GetUtcNow().UtcDateTime)),
        new("date back", static r => Date(r, Past)) { Weight = 2 },
        new("date ahead", static r => Date(r, Future)),
        new("same size and time", static r => FileEdits.On(FileEdits.Plain(r), f => Rewrite(r, f))) { Weight = 4 },
        new("another file of same size and time", static r => FileEdits.On(FileEdits.Plain(r), f => Replace(r, f)))
        {
            Weight = 3,
        },
        new("swap two files", Swap) { Weight = 2 },
        new("swap two folders", SwapFolders) { Weight = 2 },
        new("same size and time as a namesake", Namesake) { Weight = 3 },
        new("there and back", static r => FileEdits.On(FileEdits.Plain(r), ThereAndBack)),
    ];

    private static string Date(MutatedRepository repository, DateTime time) =>
        FileEdits.On(FileEdits.Plain(repository), path => File.SetLastWriteTimeUtc(path, time));

    private static void Rewrite(MutatedRepository repository, string path)
    {
        var time = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, Other(repository, path));
        File.SetLastWriteTimeUtc(path, time);
    }

    private static void Replace(MutatedRepository repository, string path)
    {
        var (time, mode) = (File.GetLastWriteTimeUtc(path), File.GetUnixFileMode(path));
        var beside = repository.Folder.Files["obj/replacement"];
        File.WriteAllText(beside, Other(repository, path));
        File.SetUnixFileMode(beside, mode);
        File.SetLastWriteTimeUtc(beside, time);
        File.Move(beside, path, overwrite: true);
    }

    // Of two values only, so that what was sent before comes back too.
    private static string Other(MutatedRepository repository, string path)
    {
        var length = (int)new FileInfo(path).Length;
        return new((char)('A' + repository.Random.Next(3)), length);
    }

    private static string Swap(MutatedRepository repository)
    {
        var (one, two) = (FileEdits.Plain(repository), FileEdits.Plain(repository));
        var isNone = one.Length == 0 || two.Length == 0 || one.Equals(two, StringComparison.Ordinal);
        return isNone ? "" : Swap(repository, one, two);
    }

    private static string SwapFolders(MutatedRepository repository) =>
        Swap(repository, repository.Folder.Files["one/src"], repository.Folder.Files["two/src"]);

    private static string Swap(MutatedRepository repository, string one, string two)
    {
        var between = repository.Folder.Files["obj/between"];
        ProgramRun.Must(repository.Folder.Files.Root, "mv", one, between);
        if (!Path.Exists(two))
        {
            // The same file, through a link.
            ProgramRun.Must(repository.Folder.Files.Root, "mv", between, one);
            return "";
        }

        ProgramRun.Must(repository.Folder.Files.Root, "mv", two, one);
        ProgramRun.Must(repository.Folder.Files.Root, "mv", between, two);
        return $"{one} and {two}";
    }

    private static string Namesake(MutatedRepository repository)
    {
        var (root, name) = (repository.Folder.Files.Root, $"src/twin{repository.Random.Next(2)}");
        string[] owners = ["one", "two"];
        var path = Path.Combine(root, repository.Any(owners), name);
        if (new FileInfo(path).LinkTarget is not null)
            return "";

        File.WriteAllText(path, $"twin {repository.Random.Next(3)}");
        File.SetLastWriteTimeUtc(path, Past);
        return path;
    }

    private static void ThereAndBack(string path)
    {
        var content = File.ReadAllText(path);
        File.WriteAllText(path, "something else for a moment");
        File.WriteAllText(path, content);
    }
}
