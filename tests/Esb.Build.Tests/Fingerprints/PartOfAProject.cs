using Esb.Build.Diagnostics;
using Esb.Build.Fingerprints;

namespace Esb.Build.Tests.Fingerprints;

/// <summary>A look at some images of a project, as after a build of these.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PartOfAProject : IDisposable
{
    private readonly GatewayImage _gateway = new();

    public PartOfAProject()
    {
        foreach (var name in (string[])["os-base", "python-base", "other"])
        {
            _gateway.Write($"{name}/Dockerfile", "FROM scratch\n");
            _gateway.Bases.Add(_gateway.Image with
            {
                Target = name,
                Context = _gateway[name],
                Dockerfile = _gateway[name + "/Dockerfile"],
                Contexts = _gateway.Image.Contexts.Clear(),
            });
        }

        _gateway.Bases[1] = _gateway.Bases[1] with { BuiltFrom = ["os-base"] };
        _gateway.With(_gateway.Image.Contexts.Add("python", "target:python-base"));
    }

    public void Dispose() => _gateway.Dispose();

    [TestCase("gateway", "os-base python-base gateway")]
    [TestCase("python-base", "os-base python-base")]
    [TestCase("other os-base", "os-base other")]
    [TestCase("", "")]
    public void IsAllThatTheImagesAreBuiltFromInBuildOrder(string targets, string part) => Assert.That(
        string.Join(' ', _gateway.Request.Only(targets.Split(' ')).Images.Select(static i => i.Target)),
        Is.EqualTo(part));

    [Test]
    public void IsTheWholeWhereNothingElseIsThere()
    {
        Assert.That(_gateway.Request.Only(["gateway"]).IsPart, Is.True);
        Assert.That(_gateway.Request.Only(["gateway", "other"]).IsPart, Is.False);
    }

    [Test]
    public void HasTheSameFingerprints()
    {
        var all = _gateway.LookAtAll();
        foreach (var (target, inputs) in Look("gateway").Images)
            Assert.That(inputs.Fingerprint, Is.EqualTo(all[target].Fingerprint), target);
    }

    [Test]
    public void KeepsWhatIsRememberedOfTheOthers()
    {
        for (var i = 0; i < 10_100; i++)
            File.WriteAllText(Path.Join(_gateway["other"], $"file{i}"), "");
        _gateway.LookAtAll();
        var before = StatCacheFile.Read(_gateway.CacheFile, "1").Records.Length;
        _gateway.Write("services/gateway/app.py", "print(2)\n");
        Look("gateway");
        Assert.That(StatCacheFile.Read(_gateway.CacheFile, "1").Records.Length, Is.EqualTo(before));
    }

    private FoundInputs Look(string target)
    {
        var problems = new ProblemList();
        var found = Fingerprinter.Plan(_gateway.Request.Only([target]), problems, CancellationToken.None);
        Assert.That(problems.Found, Is.Empty);
        return found;
    }
}
