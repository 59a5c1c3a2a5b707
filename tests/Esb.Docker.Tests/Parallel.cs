// A build waits for the engine most of the time; more than two at once only make each other slow.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
// Signals, sockets and /proc.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
