namespace Esb.Build.Tests.Plans;

public sealed class OutputsOfAnImage
{
    private ImageProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new();

    [TearDown]
    public void TearDown() => _project.Dispose();

    [TestCase(false, 1, "type=docker")]
    [TestCase(false, 2, "type=docker")]
    [TestCase(true, 1, "type=docker;type=registry,store=false")]
    [TestCase(true, 2, "type=registry")]
    public void AreTheEngineAndTheRegistry(bool push, int platforms, string expected)
    {
        string[] all = ["linux/amd64", "linux/arm64"];
        var image = _project.Image("a").With(s => s with { Push = push, Platforms = all[..platforms] }).Planned();
        Assert.That(string.Join(';', image.Outputs), Is.EqualTo(expected));
    }

    [TestCase("type=local,dest=out", "type=local,dest={0}/out")]
    [TestCase(" Type=tar, Dest=a b/x.tar ", "type=tar,dest={0}/a b/x.tar")]
    [TestCase("type=oci,\"dest=a,b\",tar=false", "type=oci,\"dest={0}/a,b\",tar=false")]
    [TestCase("type=local,dest=/abs", "type=local,dest=/abs")]
    [TestCase("type=image,push=true", "type=image,push=true")]
    public void AreTheUsersWithAbsolutePaths(string entry, string expected) =>
        Assert.That(
            _project.Image("a", i => i with { Outputs = [entry] }).Planned().Outputs,
            Is.EqualTo([expected.Replace("{0}", _project.Folder.Root, StringComparison.Ordinal)]));
}
