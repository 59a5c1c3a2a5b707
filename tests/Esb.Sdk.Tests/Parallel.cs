// A build waits for processes most of the time; more than two at once only make each other slow.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
// The docker of these tests is a shell script.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
