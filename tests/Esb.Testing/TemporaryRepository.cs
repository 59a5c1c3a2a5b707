using System.Globalization;

namespace Esb.Testing;

/// <summary>
/// A real git repository for one test. No configuration of the user or the machine reaches it, and every run makes the
/// same commits.
/// </summary>
public sealed class TemporaryRepository : IDisposable
{
    private static readonly DateTime FirstCommit = new(2026, 1, 25, 4, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _outside = new();
    private int _minutes;

    /// <param name="name">Of the folder that the repository is in; its parent, <see cref="Outside"/>, is free for
    /// clones and worktrees.</param>
    public TemporaryRepository(string name = "repo", params IReadOnlyList<string> init)
    {
        Home = Directory.CreateDirectory(_outside["home"]).FullName;
        Environment["HOME"] = Home;
        Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            Environment[$"GIT_{who}_NAME"] = "Test";
            Environment[$"GIT_{who}_EMAIL"] = "test@example.com";
        }

        Environment.Remove("XDG_CONFIG_HOME");
        Root = Directory.CreateDirectory(_outside[name]).FullName;
        Git(["init", "-q", "-b", "main", .. init]);
    }

    /// <summary>The top level; absolute, links resolved.</summary>
    public string Root { get; }

    /// <summary>An empty home, with which git finds no configuration until a test writes <c>.gitconfig</c>.</summary>
    public string Home { get; }

    /// <summary>What git is run with, here and by the code under test.</summary>
    public Dictionary<string, string> Environment { get; } = new(ProgramRun.Environment, StringComparer.Ordinal);

    /// <summary>The absolute path of something in the repository.</summary>
    public string this[string relative] => Path.GetFullPath(relative, Root);

    /// <summary>The absolute path of something beside the repository.</summary>
    public string Outside(string relative) => _outside[relative];

    /// <returns>What git printed, without the last line end.</returns>
    public string Git(params IReadOnlyList<string> arguments) => GitIn(Root, arguments);

    /// <summary><see cref="Git"/> in another folder.</summary>
    public string GitIn(string folder, params IReadOnlyList<string> arguments)
    {
        var result = ProgramRun.Run(folder, Environment, "git", arguments);
        return result.Succeeded
            ? result.Output.TrimEnd('\n')
            : throw new InvalidOperationException(
                $"git {string.Join(' ', arguments)} in {folder}: {result.Output}{result.Error}");
    }

    /// <summary>A commit of everything, one minute after the last one.</summary>
    public TemporaryRepository Commit(string message = "change")
    {
        NextMinute();
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", message);
        return this;
    }

    /// <summary>A lightweight tag on the present commit.</summary>
    public TemporaryRepository Tag(string name)
    {
        Git("tag", name);
        return this;
    }

    /// <summary>An annotated tag on the present commit, one minute after the last one.</summary>
    public TemporaryRepository AnnotatedTag(string name)
    {
        NextMinute();
        Git("tag", "-a", name, "-m", name);
        return this;
    }

    public TemporaryRepository Configure(string key, string value)
    {
        Git("config", key, value);
        return this;
    }

    /// <summary>Writes a text file (UTF-8, no BOM), with its folders.</summary>
    public TemporaryRepository Write(string relative, string content)
    {
        _outside.Write(Path.GetRelativePath(_outside.Root, this[relative]), content);
        return this;
    }

    public void Dispose() => _outside.Dispose();

    private void NextMinute()
    {
        var time = FirstCommit.AddMinutes(++_minutes)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Environment["GIT_AUTHOR_DATE"] = time;
        Environment["GIT_COMMITTER_DATE"] = time;
    }
}
