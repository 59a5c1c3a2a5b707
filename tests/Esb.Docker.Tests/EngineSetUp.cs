using Esb.Testing;

namespace Esb.Docker.Tests;

/// <summary>
/// Without an engine all tests fail, with one sentence that says what to type; they never pass for want of one.
/// </summary>
[SetUpFixture]
public sealed class EngineSetUp
{
    [OneTimeSetUp]
    public void RequireEngine() => DockerEngine.Require("esb-test/busybox:1");
}
