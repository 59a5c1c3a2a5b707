using Esb.Testing;

namespace Esb.Build.Tests.Git;

/// <content>How the situations come about.</content>
internal static partial class GitSituations
{
    private static TemporaryRepository Git(TemporaryRepository r, params IReadOnlyList<string> arguments)
    {
        r.Git(arguments);
        return r;
    }

    private static string Link(TemporaryRepository r, string name, string target) =>
        Directory.CreateSymbolicLink(r.Outside(name), target).FullName;

    private static string Worktree(TemporaryRepository r, string folder)
    {
        r.Git("worktree", "add", "-q", folder);
        return folder;
    }

    private static string Moved(string folder, string other)
    {
        Directory.Move(folder, other);
        return other;
    }

    private static string BareWorktree(TemporaryRepository r)
    {
        r.Commit().Tag("v1").Git("clone", "-q", "--bare", r.Root, r.Outside("bare.git"));
        r.GitIn(r.Outside("bare.git"), "worktree", "add", "-q", r.Outside("w"));
        return r.Outside("w");
    }

    private static string Submodule(TemporaryRepository r)
    {
        r.Commit().Tag("v1").Git("init", "-q", r.Outside("outer"));
        r.GitIn(r.Outside("outer"), "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", r.Root, "inner");
        return r.Outside("outer/inner");
    }

    private static string InsideBroken(TemporaryRepository r)
    {
        Directory.CreateDirectory(r.Commit()["a/.git/objects"]);
        return r["a"];
    }

    private static TemporaryRepository Ceiling(TemporaryRepository r, string folder)
    {
        r.Environment["GIT_CEILING_DIRECTORIES"] = $":{folder}";
        return r;
    }

    private static TemporaryRepository Commits(TemporaryRepository r, int count)
    {
        for (var i = 0; i < count; i++)
            r.Commit();
        return r;
    }

    private static TemporaryRepository TagBlob(TemporaryRepository r) => Git(r, "tag", "blob", "HEAD:x");

    private static TemporaryRepository Merge(TemporaryRepository r)
    {
        r.Git("checkout", "-q", "-b", "side");
        Git(r.Commit().Tag("side-tag"), "checkout", "-q", "main");
        return Git(r.Commit(), "merge", "-q", "--no-ff", "-m", "merge", "side");
    }

    private static TemporaryRepository Rename(TemporaryRepository r) =>
        Git(Git(r, "update-ref", "refs/tags/other", "refs/tags/v1"), "tag", "-d", "v1");

    // 16,384 packed objects are where git takes an eighth digit; more than one object then shares HEAD's first four.
    private static TemporaryRepository ManyObjects(TemporaryRepository r)
    {
        var import = r.Outside("import");
        File.WriteAllLines(import, Enumerable.Range(100000, 20000).Select(static i => $"blob\ndata 6\n{i}"));
        var result = ProgramRun.Run(r.Root, r.Environment, "sh", "-c", $"git fast-import --quiet < '{import}'");
        Assert.That(result.Succeeded, result.Error);
        return r;
    }

    private static string Borrowed(TemporaryRepository r)
    {
        ManyObjects(r.Commit()).Git("clone", "-q", "-s", r.Root, r.Outside("borrower"));
        return r.Outside("borrower");
    }

    private static string Home(TemporaryRepository r, string configuration)
    {
        File.WriteAllText(Path.Combine(r.Home, ".gitconfig"), configuration);
        File.WriteAllText(Path.Combine(r.Home, "nothing"), "[user]\n\tname = Nobody\n");
        return r.Root;
    }

    private static string SecondConfiguration(TemporaryRepository r)
    {
        Directory.CreateDirectory(Path.Combine(r.Commit().Home, ".config/git"));
        File.WriteAllText(Path.Combine(r.Home, ".config/git/config"), "[core]\nabbrev = 11\n");
        return r.Root;
    }

    private static string OtherGlobal(TemporaryRepository r)
    {
        r.Environment["GIT_CONFIG_GLOBAL"] = r.Outside("global");
        File.WriteAllText(r.Outside("global"), "[core]\nabbrev = 13\n");
        return Home(r, "[core]\nabbrev = 14\n");
    }

    private static string Include(TemporaryRepository r, string include)
    {
        File.AppendAllText(r[".git/config"], include);
        File.WriteAllText(r[".git/more"], "[core]\nabbrev = 10\n");
        return r.Root;
    }

    private static string ByEnvironment(TemporaryRepository r)
    {
        r.Environment["GIT_CONFIG_COUNT"] = "1";
        r.Environment["GIT_CONFIG_KEY_0"] = "core.abbrev";
        r.Environment["GIT_CONFIG_VALUE_0"] = "15";
        return r.Commit().Root;
    }

    private static string InHook(TemporaryRepository r)
    {
        r.Commit().Tag("v1").Git("init", "-q", r.Outside("other"));
        r.Environment["GIT_DIR"] = r.Outside("other/.git");
        r.Environment["GIT_WORK_TREE"] = r.Outside("other");
        r.Environment["GIT_INDEX_FILE"] = r.Outside("other/.git/index");
        return r.Root;
    }

    private static string Shallow(TemporaryRepository r)
    {
        r.Commit().Tag("v1").Commit().Commit()
            .Git("clone", "-q", "--depth=2", $"file://{r.Root}", r.Outside("shallow"));
        return r.Outside("shallow");
    }

    private static string Partial(TemporaryRepository r)
    {
        r.Write("x", "x").Commit().Tag("v1").Commit().Configure("uploadpack.allowFilter", "true");
        r.Git("clone", "-q", "--filter=blob:none", $"file://{r.Root}", r.Outside("partial"));
        return r.Outside("partial");
    }

    private static TemporaryRepository Replace(TemporaryRepository r) => Git(r, "replace", "--graft", "HEAD");

    private static TemporaryRepository Graft(TemporaryRepository r) =>
        r.Write(".git/info/grafts", r.Git("rev-parse", "HEAD") + "\n");

    private static TemporaryRepository Extension(TemporaryRepository r, string name) =>
        r.Configure("core.repositoryFormatVersion", "1").Configure($"extensions.{name}", "true");

    private static TemporaryRepository Lost(TemporaryRepository r)
    {
        var sha = r.Git("rev-parse", "HEAD");
        File.Delete(r[$".git/objects/{sha[..2]}/{sha[2..]}"]);
        return r;
    }
}
