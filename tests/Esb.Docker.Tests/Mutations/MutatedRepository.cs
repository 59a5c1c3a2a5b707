using System.Text.Json;
using Esb.Testing;

namespace Esb.Docker.Tests.Mutations;

/// <summary>
/// Five images with everything that one can be made of: a base, one on it, one that copies from it and from a named
/// context, with a secret, one whose context contains another's, and one of an image from elsewhere. All that their
/// contexts send is in them.
/// </summary>
internal sealed class MutatedRepository
{
    /// <summary>Folders whose content arrives in images; two are called alike.</summary>
    public static readonly IReadOnlyList<string> Trees = ["base", "one/src", "two/src", "one", "shared", "other"];

    /// <summary>All Dockerfiles.</summary>
    public static readonly IReadOnlyList<string> Dockerfiles =
        ["base/Dockerfile", "one/Dockerfile", "two/Dockerfile", "outer.Dockerfile", "own/Dockerfile"];

    /// <summary>All images.</summary>
    public static readonly IReadOnlyList<string> Names = ["base", "one", "two", "outer", "own"];

    private const string CopyVersion = "COPY --from=meta /version.json /app/version.json\n";

    public MutatedRepository(DockerFolder folder, int seed)
    {
        Folder = folder;
        Random = new(seed);
        // Secrets, and the steps that read them, are named after the repository: BuildKit gives equal steps one result,
        // and takes what is copied from different steps for the same once it was equal, whatever it became since.
        folder.Files.Write("base/Dockerfile", "FROM esb-test/busybox:1\nARG FLAVOUR\nCOPY . /base/\n"
            + "RUN echo \"$FLAVOUR\" >/flavour\n" + CopyVersion);
        folder.Files.Write("one/Dockerfile", "FROM base\nCOPY . /one/\n" + CopyVersion);
        folder.Files.Write("two/Dockerfile", $"""
            FROM esb-test/busybox:1 AS build
            RUN --mount=type=secret,id=token cp /run/secrets/token /secret && : {folder.Brand}
            FROM esb-test/busybox:1
            COPY --from=build /secret /secret
            COPY --from=base /base/ /of-base/
            COPY --from=shared . /shared/
            COPY . /two/

            """ + CopyVersion);
        folder.Files.Write("outer.Dockerfile", "FROM esb-test/busybox:1\nARG KEY_FINGERPRINT\n"
            + $"RUN --mount=type=secret,id=key cp /run/secrets/key /key && : {folder.Brand}\n"
            + "COPY . /outer/\n" + CopyVersion);
        folder.Files.Write("own/Dockerfile", 
            $"FROM {External}\nARG SOURCE_DATE_EPOCH\nRUN echo \"$SOURCE_DATE_EPOCH\" >/epoch\nCOPY . /own/\n"
            + CopyVersion);
        foreach (var tree in Trees)
            folder.Files.Write($"{tree}/file", $"of {tree[0]}");
        folder.Files.Write("token", "first of " + folder.Brand);
        folder.Files.Write("key", "first of " + folder.Brand);
        for (var i = 0; i < 2; i++)
        {
            DockerEngine.Make(
                Elsewhere(i), "FROM esb-test/busybox:1", $"LABEL of={folder.Brand}", $"RUN echo {i} >/elsewhere");
        }

        DockerEngine.Must("tag", Elsewhere(0), External);
        WriteProject();
        folder.Files.Commit();
    }

    public DockerFolder Folder { get; }

    public Random Random { get; }

    public string Flavour { get; set; } = "plain";

    /// <summary>The folder of the named context.</summary>
    public string Shared { get; set; } = "shared";

    /// <summary>An image that is not the project's, and that may move.</summary>
    public string External => $"{Folder.Brand}-external:1";

    /// <summary>What it can be: one of two.</summary>
    public string Elsewhere(int number) => $"{Folder.Brand}-elsewhere:{number}";

    public IReadOnlyDictionary<string, JsonElement> Targets => Folder.BakeTargets;

    public T Any<T>(IReadOnlyList<T> list) => list[Random.Next(list.Count)];

    public void WriteProject() => Folder.Files.WriteProject($"""
        <ItemGroup>
          <EsbImage Include="base" Kind="base" Context="base" BuildArgs="FLAVOUR={Flavour}$(Other)" />
          <EsbImage Include="one" Context="one/src" Dockerfile="../Dockerfile" BaseImages="base" />
          <EsbImage Include="two" Context="two/src" Dockerfile="../Dockerfile" Secrets="token=token"
                    Contexts="shared={Shared}" />
          <EsbImage Include="outer" Context="one" Dockerfile="../outer.Dockerfile" Secrets="key=key" />
          <EsbImage Include="own" Context="other" Dockerfile="../own/Dockerfile" />
        </ItemGroup>
        """);
}
