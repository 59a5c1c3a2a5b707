using Esb.Build.Definitions;
using Esb.Build.Processes;

namespace Esb.Build.Bake;

/// <summary>The one call of bake that all versions of buildx from 0.13 on understand alike.</summary>
internal static class BakeCommand
{
    // By default buildx from 0.19 on asks before it reads outside of the folder that it is started in.
    private const string Entitlements = "BUILDX_BAKE_ENTITLEMENTS_FS";

    public static readonly Version FirstWithAllow = new(0, 17);

    private static readonly string Set =
        OperatingSystem.IsWindows() ? $"set {Entitlements}=0&& " : $"{Entitlements}=0 ";

    /// <param name="targets">Always named: a linked target that is not gets no tag from newer versions.</param>
    /// <param name="files">What this one run reads and writes besides the bake file.</param>
    public static Command Of(BakeCall call, IReadOnlyList<ImageDefinition> targets, BakeFiles files)
    {
        var (request, facts) = (call.Request, call.Facts);
        var docker = request.Docker;
        List<string> arguments =
        [
            "buildx", "bake", "--file", files.Call,
            "--progress=rawjson", "--metadata-file", files.Metadata,
        ];
        arguments.AddRange(Builder(call));
        if (call.IsWithoutCache)
            arguments.Add("--no-cache");
        if (facts.HasBuildx(FirstWithAllow))
            arguments.AddRange(request.Entitlements.SelectMany(static e => new[] { "--allow", e }));
        arguments.AddRange(targets.Select(static t => t.Target));

        return new(docker.Program, arguments, docker.Directory, Environment(call));
    }

    /// <summary>The same build, as one types it in any folder.</summary>
    public static string ToType(BakeRequest request) => Set + new Command(
        request.Docker.Program,
        ["buildx", "bake", "-f", request.BakeFile, .. Names(request)],
        "",
        request.Docker.Environment);

    /// <summary>What names the builder to buildx; nothing where its own variable does.</summary>
    public static IReadOnlyList<string> Builder(BakeCall call)
    {
        var docker = call.Request.Docker;
        if (docker.Builder is { Length: > 0 } named)
            return ["--builder", named];

        // The docker context's own builder is the one of the docker driver, whatever `docker buildx use` has chosen.
        return docker.Variable("BUILDX_BUILDER").Length > 0 ? [] : ["--builder", call.Facts.Context];
    }

    private static Dictionary<string, string> Environment(BakeCall call)
    {
        var variables = new Dictionary<string, string>(
            call.Request.Docker.EnvironmentOf(SecretVariables(call)), StringComparer.Ordinal)
        {
            // The bake file names contexts anywhere on the disk, and nobody is there to answer the question.
            [Entitlements] = "0",
            // It would put the values of all build arguments into the metadata file.
            ["BUILDX_METADATA_PROVENANCE"] = "disabled",
            // Without it buildx 0.13 loads an image that has no output, and tags it: type=cacheonly is none. Whatever
            // is asked for has an output of its own.
            ["BUILDX_NO_DEFAULT_LOAD"] = "1",
        };
        // buildx asks git for the commit, seven processes a target, and writes it into provenance.
        if (!call.HasProvenance)
            variables.TryAdd("BUILDX_GIT_INFO", "false");
        // It would write labels of the commit into every image, which no definition has and no fingerprint knows.
        variables["BUILDX_GIT_LABELS"] = "false";
        return variables;
    }

    private static HashSet<string> SecretVariables(BakeCall call) =>
        call.Request.All.SelectMany(static t => t.Secrets).Select(static s => s.Variable)
            .Where(static v => v.Length > 0).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Names(BakeRequest request) =>
        request.Targets.Take(10).Select(static t => t.Target);
}
