using Esb.Testing;

namespace Esb.Sdk.Tests;

/// <summary>
/// A docker that builds nothing: a script that answers as docker and buildx do, writes bake's metadata file, and
/// remembers what it was asked. With it, everything but the engine is real.
/// </summary>
internal sealed class FakeDocker
{
    /// <summary>The digest that every image gets.</summary>
    public const string Digest = "sha256:0000000000000000000000000000000000000000000000000000000000000001";

    private const string Script = """
        #!/bin/sh
        # One line a call, arguments apart by tabs.
        calls="$0.calls"
        line=$(printf '%s\t' "$@")
        printf '%s\n' "$line" >>"$calls"
        case "$1 $2" in
            'version --format')
                echo '{"Client":{"Version":"28.2.2","Context":"default"},"Server":{"Version":"28.2.2"}}' ;;
            'buildx version') echo 'github.com/docker/buildx v0.29.1 a32761a' ;;
            'buildx bake')
                shift 2
                targets= metadata= bake=
                while [ $# -gt 0 ]; do
                    case "$1" in
                        --metadata-file) metadata=$2; shift ;;
                        --file) bake=${bake:-$2}; shift ;;
                        --builder|--allow) shift ;;
                        --*) ;;
                        *) targets="$targets${targets:+,}\"$1\":{\"containerimage.digest\":\"@digest@\"}"
                           awk -v start="^    \"$1\": " '
                               $0 ~ start { on = 1 } on && /"tags"/ { tags = 1; next }
                               tags && /\]/ { exit }
                               tags { gsub(/[ ",]/, ""); match($0, /:[^:]*$/)
                                      print substr($0, 1, RSTART - 1), substr($0, RSTART + 1), "<none>", "@digest@" }
                           ' "$bake" >>"$0.images" ;;
                    esac
                    shift
                done
                echo "{$targets}" >"$metadata" ;;
            'image ls') cat "$0.images" 2>/dev/null || : ;;
            'info --format') echo fake-engine ;;
            'buildx create')
                # What buildx keeps of a builder, in the test's own folder.
                shift 2
                name= options=
                while [ $# -gt 0 ]; do
                    case "$1" in
                        --name) name=$2 ;;
                        --driver-opt) options="$options${options:+,}\"${2%%=*}\":\"${2#*=}\"" ;;
                    esac
                    shift
                done
                mkdir -p "$BUILDX_CONFIG/instances"
                echo "{\"Driver\":\"docker-container\",\"Nodes\":[{\"DriverOpts\":{$options}}]}" \
                    >"$BUILDX_CONFIG/instances/$name" ;;
            'buildx inspect'|'buildx rm') ;;
            'create '*) echo 1 ;;
            'cp '*) tar -C "$(dirname "$0")/.esb/meta" -cf - version.json ;;
            'rm '*) ;;
            *) echo "unexpected: $*" >&2; exit 1 ;;
        esac
        """;

    private readonly string _path;

    private FakeDocker(string path) => _path = path;

    /// <summary>Somebody removes all images.</summary>
    public void RemoveImages() => File.Delete(_path + ".images");

    /// <summary>Every call of bake: its arguments, without <c>buildx bake</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Bakes =>
    [
        .. Calls.Where(static c => c is ["buildx", "bake", ..])
            .Select(static c => (IReadOnlyList<string>)[.. c.Skip(2)]),
    ];

    public IReadOnlyList<IReadOnlyList<string>> Calls => File.Exists(_path + ".calls")
        ? [.. File.ReadAllLines(_path + ".calls").Select(static line => line.TrimEnd('\t').Split('\t'))]
        : [];

    /// <summary>What builds it: the argument for <c>dotnet build</c>.</summary>
    public string Argument => "-p:EsbDockerPath=" + _path;

    public static FakeDocker In(SdkFolder folder)
    {
        var path = folder.Write("docker.sh", Script.Replace("@digest@", Digest, StringComparison.Ordinal));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Write(".git/info/exclude", "docker.sh*\n");
        return new(path);
    }

    /// <summary>The targets of a call of bake.</summary>
    public static IReadOnlyList<string> TargetsOf(IReadOnlyList<string> bake) => [.. bake.Skip(Last(bake) + 1)];

    // Targets stand last, after the options and the value of the last one that has any.
    private static int Last(IReadOnlyList<string> bake)
    {
        var last = -1;
        for (var i = 0; i < bake.Count; i++)
        {
            if (bake[i].StartsWith("--", StringComparison.Ordinal))
                last = bake[i].Contains('=', StringComparison.Ordinal) ? i : i + 1;
        }

        return last;
    }
}
