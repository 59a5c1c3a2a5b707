namespace Esb.Testing;

/// <summary>
/// Esb.Sdk as users get it: packed once a test run, in a feed and a package folder of its own, so that neither an
/// installed version nor an earlier run can take its place.
/// </summary>
public static class PackedSdk
{
    private static readonly Lazy<string> FeedFolder = new(Pack);
    private static readonly Lazy<string> SecondVersion = new(() => Pack(FeedFolder.Value, Version + ".2"));

    /// <summary>
    /// Differs in every run: NuGet takes a version that it knows from its folder without looking at the feed.
    /// </summary>
    public static string Version { get; } = $"0.1.0-test.{System.Environment.ProcessId}.{DateTime.UtcNow.Ticks}";

    /// <summary>Another version with the same content, packed when it is first asked for.</summary>
    public static string OtherVersion => SecondVersion.Value;

    /// <summary>Absolute path of the packed file.</summary>
    public static string PackageFile => Path.Combine(FeedFolder.Value, $"Esb.Sdk.{Version}.nupkg");

    /// <summary>What <c>dotnet</c> is run with in a test's folder.</summary>
    public static Dictionary<string, string> Environment => new(ProgramRun.Environment, StringComparer.Ordinal)
    {
        ["NUGET_PACKAGES"] = Path.Combine(FeedFolder.Value, "installed"),
        // Another run's node would keep another version's tasks loaded.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        // Counts calls for better code, which pays off in minutes; a build is over before.
        ["DOTNET_TieredPGO"] = "0",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
    };

    /// <summary>A <c>nuget.config</c> that knows this feed and no other, so that tests need no network.</summary>
    public static string NuGetConfig => $"""
        <configuration>
          <packageSources><clear /><add key="test" value="{FeedFolder.Value}" /></packageSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
        </configuration>
        """;

    private static string Pack()
    {
        var feed = Directory.CreateTempSubdirectory("esb-feed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(feed, recursive: true);
        Pack(feed, Version);
        return feed;
    }

    private static string Pack(string feed, string version)
    {
        // The tasks were built with the tests. What is made on the way is this run's too: two test projects may pack
        // at once.
        var onTheWay = Path.Combine(feed, "nuspec-" + version) + Path.DirectorySeparatorChar;
        ProgramRun.Must(
            Repository.Root, "dotnet", "pack", "sdk/Esb.Sdk.csproj", "--no-build", "-c", Repository.Configuration,
            $"-p:Version={version}", $"-p:NuspecOutputPath={onTheWay}", "-o", feed, "-v", "quiet", "-nodeReuse:false");
        return version;
    }
}
