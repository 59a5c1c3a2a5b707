using Esb.Build.Staleness;

namespace Esb.Build.Tests.Staleness;

/// <summary>Every way in which an image can stop being up to date, apart from what it is made of.</summary>
public sealed class StaleImage
{
    private const string Other = "sha256:other";

    private static IEnumerable<TestCaseData> Changes()
    {
        yield return Case(
            static s => s.Records = [s.Records[0]],
            "gateway: no record of an earlier build");
        yield return Case(
            static s => s.Find(static k => k with { AlwaysBuild = "NoCache is set" }),
            "gateway: NoCache is set");
        yield return Case(
            static s => s.Find(static k => k with { Fingerprint = GatewayState.Fingerprint("g2") }),
            "gateway: what it was built from is no longer known in detail");
        yield return Case(
            static s => s.Engine = s.Engine with { EngineId = "engine-2" },
            "os-base: the engine is another one",
            "gateway: base image os-base is rebuilt (the engine is another one) (and 1 more)");
        yield return Case(
            static s => s.GatewayRecord = s.GatewayRecord with { Builder = "b (remote)" },
            "gateway: the builder is default (docker) now, was b (remote)");
        yield return Case(
            static s => s.InEngine(("esb-gateway:latest", ""), ("esb-gateway:g-1", "")),
            "gateway: image is no longer in the engine");
        yield return Case(
            static s => s.InEngine(("esb-gateway:latest", "")),
            "gateway: esb-gateway:latest is no longer in the engine");
        yield return Case(
            static s => s.InEngine(("esb-gateway:g-1", "")),
            "gateway: esb-gateway:g-1 is no longer in the engine");
        yield return Case(
            static s => s.InEngine(("esb-gateway:latest", Other)),
            "gateway: esb-gateway:latest is another image in the engine now");
        yield return Case(
            static s => s.InEngine(("debian:12", Other)),
            "gateway: base image debian:12 is another image now");
        yield return Case(
            static s => s.InEngine(("debian:12", "")),
            "gateway: base image debian:12 is no longer in the engine");
        yield return Case(
            static s => s.Define(static d => d with { ExternalImages = ["debian:12", "esb-os-base:g-1"] }),
            "gateway: base image esb-os-base:g-1 has come into the engine");
        yield return Case(
            static s => s.GatewayRecord = s.GatewayRecord with { UncheckedSince = 7 },
            "gateway: its files were touched since a build that did not end");
        yield return Case(
            static s => s.InEngine(("esb-os-base:latest", ""), ("esb-os-base:g-1", "")),
            "os-base: image is no longer in the engine",
            "gateway: base image os-base is rebuilt (image is no longer in the engine)");
        yield return Case(
            static s => s.Define(static d => d with { Outputs = ["type=registry"] }),
            "gateway: image is no longer in the registry");
    }

    [Test]
    public void IsNoneAsLongAsAllIsAsItWas()
    {
        using var state = new GatewayState();
        Assert.That(state.Reasons, Is.Empty);
        Assert.That(StaleLines.Plan(state.Decisions, explains: true), Is.EqualTo(new[] { "2 images are up to date" }));
    }

    [TestCaseSource(nameof(Changes))]
    public void SaysWhy(Action<GatewayState> change, string[] reasons)
    {
        using var state = new GatewayState();
        change(state);
        Assert.That(state.Reasons, Is.EqualTo(reasons));
    }

    [Test]
    public void MayBeUncheckedWhileNobodyTouchesItsFiles()
    {
        using var state = new GatewayState();
        state.GatewayRecord = state.GatewayRecord with { UncheckedSince = 7 };
        state.Find(static k => k with { Changed = 7 });
        Assert.That(state.Reasons, Is.Empty);
    }

    [Test]
    public void MayBeCalledOtherwiseByTheEngine()
    {
        using var state = new GatewayState();
        state.InEngine(("esb-gateway:latest", Other));
        Assert.That(state.Reasons, Is.Not.Empty);
        state.GatewayRecord = state.GatewayRecord with { OtherDigests = ["sha256:x", Other] };
        Assert.That(state.Reasons, Is.Empty);
    }

    [Test]
    public void IsFoundInTheRegistryByItsDigest()
    {
        using var state = new GatewayState();
        state.Define(static d => d with { Outputs = ["type=docker", "type=registry"] });
        foreach (var reference in state.Gateway.References)
            state.Registry[reference] = "sha256:gateway";
        Assert.That(state.Reasons, Is.Empty);
        state.Registry["esb-gateway:latest"] = Other;
        string[] reasons = ["gateway: esb-gateway:latest is another image in the registry now"];
        Assert.That(state.Reasons, Is.EqualTo(reasons));
    }

    [Test]
    public void IsExplainedWithOldAndNew()
    {
        using var state = new GatewayState();
        state.MadeOf("g1", "80");
        state.MadeOf("g2", "81");
        state.Find(static k => k with { Fingerprint = GatewayState.Fingerprint("g2") });
        string[] lines =
        [
            "gateway: build argument PORT changed",
            "  build argument PORT changed: 80 → 81",
            "1 image is up to date",
        ];
        Assert.That(StaleLines.Plan(state.Decisions, explains: true), Is.EqualTo(lines));
    }

    [Test]
    public void StandsInTheTableOfThePlan()
    {
        using var state = new GatewayState();
        state.InEngine(("esb-gateway:latest", Other));
        string[] table =
        [
            "image    state       why",
            "os-base  up to date",
            "gateway  stale       esb-gateway:latest is another image in the engine now",
            "1 of 2 images would be built",
        ];
        Assert.That(PlanTable.Plan(state.Decisions), Is.EqualTo(table));
    }

    private static TestCaseData Case(Action<GatewayState> change, params string[] reasons) =>
        new TestCaseData(change, reasons).SetArgDisplayNames(reasons[^1]);
}
