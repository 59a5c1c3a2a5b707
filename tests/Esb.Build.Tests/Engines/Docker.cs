using Esb.Build.Engines;
using Esb.Testing;

namespace Esb.Build.Tests.Engines;

/// <summary>A docker that works, to be made worse by a test.</summary>
internal static class Docker
{
    public const string Version =
        """{"Client":{"Version":"28.2.2","Context":"default"},"Server":{"Version":"26.1.5+dfsg1"}}""";

    public const string Buildx = "github.com/docker/buildx v0.29.1 a32761a\n";

    public static DockerSettings Settings(params (string Name, string Value)[] environment) => new(
        "docker",
        Builder: null,
        "/repo",
        environment.ToDictionary(static e => e.Name, static e => e.Value, StringComparer.Ordinal),
        TimeSpan.FromSeconds(20),
        Secrets: []);

    public static FakeCommandRunner Working(string version = Version, string buildx = Buildx) =>
        new FakeCommandRunner().On("version", new FakeAnswer(version)).On("buildx version", new FakeAnswer(buildx));
}
