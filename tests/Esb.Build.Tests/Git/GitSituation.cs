using Esb.Testing;

namespace Esb.Build.Tests.Git;

/// <summary>A way in which a working copy can be.</summary>
/// <param name="Arrange">Gives the folder that the project is in.</param>
public sealed record GitSituation(string Name, Func<TemporaryRepository, string> Arrange)
{
    /// <summary>Whether LibGit2Sharp must be right, too; otherwise it must be right or say that it cannot be.</summary>
    public bool IsForLibGit2 { get; init; } = true;

    /// <summary>For <c>git init</c>.</summary>
    public IReadOnlyList<string> Init { get; init; } = [];

    /// <summary>The name of the repository's folder.</summary>
    public string Folder { get; init; } = "repo";

    public override string ToString() => Name;
}
