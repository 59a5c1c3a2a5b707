namespace Esb.Conventions.Tests;

/// <summary>The rooms of the library and their ranks: a room uses only rooms of lower rank.</summary>
internal static class Rooms
{
    public const string Folder = "src/Esb.Build";

    /// <summary>A new room gets its line here, and its one sentence in <c>docs/architecture.md</c>.</summary>
    public static IReadOnlyDictionary<string, int> Ranks { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Diagnostics"] = 0,
        ["Files"] = 0,
        ["Processes"] = 1,
        ["Images"] = 1,
        ["Definitions"] = 2,
        ["Git"] = 2,
        ["Dockerfiles"] = 2,
        ["Sam"] = 2,
        ["Engines"] = 2,
        ["Versions"] = 3,
        ["Tags"] = 3,
        ["Registries"] = 3,
        ["Builders"] = 3,
        ["Caches"] = 3,
        ["Fingerprints"] = 3,
        ["Records"] = 3,
        ["Plans"] = 4,
        ["Bake"] = 4,
        ["Staleness"] = 4,
        ["Compose"] = 4,
        ["Builds"] = 5,
        ["Signing"] = 5,
        ["Scanning"] = 5,
        ["Retention"] = 5,
    };

    public static bool MayUse(string room, string other) =>
        room.Equals(other, StringComparison.Ordinal)
        || (Ranks.TryGetValue(room, out var rank) && Ranks.TryGetValue(other, out var below) && below < rank);

    /// <summary>The room of a namespace; empty for everything that is not the library's.</summary>
    public static string Of(string? space) =>
        space is not null && space.StartsWith("Esb.Build.", StringComparison.Ordinal) ? space.Split('.')[2] : "";
}
