// On two processors: two builds keep them busy, unless one waits for an engine, a registry or a limit of time.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
// Signals, sockets and /proc.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
