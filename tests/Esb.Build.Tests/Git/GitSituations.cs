namespace Esb.Build.Tests.Git;

/// <summary>Every situation in which git has an answer.</summary>
internal static partial class GitSituations
{
    public static IReadOnlyList<GitSituation> All { get; } =
    [
        .. Places(), .. Tags(), .. Names(), .. Configurations(), .. Odd(),
    ];

    private static IEnumerable<GitSituation> Places() =>
    [
        new("plain", static r => r.Commit().Root),
        new("sub folder", static r => r.Write("a/b/x", "").Commit()["a/b"]),
        new("symlinked root", static r => Link(r.Commit(), "link", r.Root)),
        new("sub folder behind a link", static r => Link(r.Write("a/b/x", "").Commit(), "link", r["a/b"])),
        new("odd path", static r => r.Write("ü/x", "").Commit()["ü"]) { Folder = "sp ace é ;#$%'\"(" },
        new("linked worktree", static r => Worktree(r.Commit(), r.Outside("w"))),
        new("sub folder of a worktree", static r => Worktree(r.Write("a/b/x", "").Commit(), r.Outside("w")) + "/a/b"),
        new("nested worktree", static r => Worktree(r.Commit(), r["inner/w"])),
        new("moved worktree", static r => Moved(Worktree(r.Commit(), r.Outside("w")), r.Outside("w2"))),
        new("worktree of a bare repository", BareWorktree),
        new("submodule", Submodule),
        new("separate work tree", static r => r.Write("x/y", "").Commit().Configure("core.worktree", "../x")["x"]),
        new("repository in a broken one", InsideBroken),
        new("ceiling at the root", static r => Ceiling(r.Commit(), r.Outside(".")).Write("a/x", "")["a"]),
    ];

    private static IEnumerable<GitSituation> Tags() =>
    [
        new("lightweight tag", static r => r.Commit().Tag("v1").Root),
        new("annotated tag", static r => r.Commit().AnnotatedTag("v1").Root),
        new("both on one commit", static r => r.Commit().AnnotatedTag("a").Tag("b").Tag("0").Root),
        new("two annotated on one commit", static r => r.Commit().AnnotatedTag("b").AnnotatedTag("a").Root),
        new("tag before", static r => r.Commit().AnnotatedTag("v1").Commit().Commit().Root),
        new("near lightweight, far annotated", static r =>
            r.Commit().AnnotatedTag("v1").Commit().Tag("t").Commit().Root),
        new("far tag", static r => Commits(r.Commit().Tag("far/ä+<&>"), 40).Root),
        new("tag like a description", static r => r.Commit().Tag("v1-0-gabcdef0").Root),
        new("tag like a description before", static r => r.Commit().Tag("v1-5-gabcdef0").Commit().Root),
        new("tag on a blob", static r => TagBlob(r.Write("x", "x").Commit()).Root),
        new("merge", static r => Merge(r.Commit().Tag("base")).Root),
        new("detached", static r => Git(r.Commit().Tag("v1").Commit(), "checkout", "-q", "--detach", "HEAD~1").Root),
        new("packed refs and objects", static r => Git(r.Commit().AnnotatedTag("v1").Commit(), "gc", "-q").Root),
        new("renamed annotated tag", static r => Rename(r.Commit().AnnotatedTag("v1")).Root) { IsForLibGit2 = false },
        new("renamed annotated tag before", static r => Rename(r.Commit().AnnotatedTag("v1")).Commit().Root),
    ];

    private static IEnumerable<GitSituation> Names() =>
    [
        new("no tag", static r => r.Commit().Commit().Root),
        new("core.abbrev=12", static r => r.Commit().Tag("v1").Commit().Configure("core.abbrev", "12").Root),
        new("core.abbrev=4", static r => r.Commit().Tag("v1").Commit().Configure("core.abbrev", "4").Root),
        new("core.abbrev=no", static r => r.Commit().Configure("core.abbrev", "no").Root),
        new("core.abbrev=off", static r => r.Commit().Tag("v1").Commit().Configure("core.abbrev", "off").Root),
        new("core.abbrev=auto", static r => r.Commit().Configure("core.abbrev", "auto").Root),
        new("many objects", static r => ManyObjects(r.Commit()).Root),
        new("many objects, short names", static r => ManyObjects(r.Commit()).Configure("core.abbrev", "4").Root),
        new("many objects, multi-pack index", static r =>
            Git(ManyObjects(r.Commit()), "multi-pack-index", "write").Root),
        new("multi-pack index that is switched off", static r =>
            Git(ManyObjects(r.Commit()), "multi-pack-index", "write").Configure("core.multiPackIndex", "false").Root),
        new("many objects of another repository", Borrowed),
        new("pack index of version 1", static r =>
            Git(ManyObjects(r.Commit()).Configure("pack.indexVersion", "1"), "repack", "-q", "-a", "-d", "-k").Root),
        new("commit graph", static r => Git(r.Commit().Tag("v1").Commit(), "commit-graph", "write").Root),
    ];

    private static IEnumerable<GitSituation> Configurations() =>
    [
        new("remote", static r => r.Commit().Configure("remote.origin.url", "git@github.com:org/repo.git").Root),
        new("remote with two addresses", static r => Git(
            r.Commit().Configure("remote.origin.url", "https://a/b"),
            "config", "--add", "remote.origin.url", "https://c/d").Root),
        new("remote with odd characters", static r => r.Commit().Configure("remote.origin.url", " /x y;#\\\"ü ").Root),
        new("user's configuration", static r =>
            Home(r.Commit(), "[core]\n\tabbrev = 9 # nine\n[remote \"origin\"] url = h:/x\n")),
        new("user's second configuration", SecondConfiguration),
        new("other user configuration", static r => OtherGlobal(r.Commit())),
        new("included configuration", static r => Include(r.Commit(), "[include]\npath = more\n")),
        new("harmless condition", static r => Home(r.Commit(), "[includeIf \"gitdir:/\"]\npath = nothing\n")),
        new("condition that matters", static r =>
            Include(r.Commit(), "[includeIf \"gitdir:/\"]\npath = more\n")) { IsForLibGit2 = false },
        new("configuration by environment", ByEnvironment) { IsForLibGit2 = false },
        new("environment of a git hook", InHook),
    ];

    private static IEnumerable<GitSituation> Odd() =>
    [
        new("shallow clone", Shallow) { IsForLibGit2 = false },
        new("partial clone", Partial),
        new("SHA-256", static r =>
            r.Commit().Tag("v1").Commit().Root) { Init = ["--object-format=sha256"], IsForLibGit2 = false },
        new("replaced commit", static r =>
            Replace(r.Commit().Tag("a").Commit().Commit()).Root) { IsForLibGit2 = false },
        new("grafts", static r => Graft(r.Commit().Tag("a").Commit().Commit()).Root) { IsForLibGit2 = false },
        new("worktree configuration", static r =>
            Extension(r.Commit(), "worktreeConfig").Root) { IsForLibGit2 = false },
        new("sparse checkout", static r =>
            Git(r.Write("a/x", "").Commit(), "sparse-checkout", "set", "a").Root) { IsForLibGit2 = false },
        new("commit that is missing", static r => Lost(r.Commit()).Root) { IsForLibGit2 = false },
    ];
}
