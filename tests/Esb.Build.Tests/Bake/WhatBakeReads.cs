using System.Text.Json;
using System.Text.Json.Nodes;
using Esb.Build.Bake;

namespace Esb.Build.Tests.Bake;

/// <summary>The bake file of one call.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WhatBakeReads : IDisposable
{
    private readonly Recorded _build = new();

    public void Dispose() => _build.Dispose();

    [Test]
    public void AreTheTargetsThatItNeeds()
    {
        var file = Call("""{"ok":{"context":"/ok"},"gateway":{},"agent":{}}""", static r => r with
        {
            Targets = [r.Targets[0] with { BuiltFrom = ["gateway"] }],
            Linked = [r.Targets[0] with { Name = "gateway", BuiltFrom = [] }],
        });
        Assert.That(file["target"]!.AsObject().Select(static t => t.Key), Is.EqualTo(["ok", "gateway"]));
        Assert.That(file.AsObject(), Has.Count.EqualTo(1), "no groups, which name targets that are not there");
    }

    [Test]
    public void IsOtherwiseWhatTheBakeFileSays()
    {
        const string Target =
            """{"context":"/c","dockerfile":"/c/$${D}","contexts":{"a":"target:b","$${x}":"/y"},"args":{"A":"é%%{"},"no-cache":true,"output":["type=docker"]}""";
        var file = Call("{\"ok\":" + Target + "}", static r => r);
        Assert.That(JsonNode.DeepEquals(file["target"]!["ok"], JsonNode.Parse(Target)), file.ToJsonString());
    }

    [Test]
    public void HasLinksInPlaceOfFolders()
    {
        var target = Call(
            """{"ok":{"context":"/c","contexts":{"a":"target:b","$${x}":"/y"}}}""",
            r => r with { Epoch = "0123456789abcdef", Targets = [Folders(r.Targets[0])] })["target"]!["ok"]!;
        Assert.That($"{target["context"]}", Does.Contain("/obj/contexts/"));
        Assert.That($"{target["contexts"]!["$${x}"]}", Does.Contain("/obj/contexts/"));
        Assert.That($"{target["contexts"]!["a"]}", Is.EqualTo("target:b"));
    }

    [Test]
    public void HasNoOutputForWhatIsOnlyBuiltFrom()
    {
        var file = Call("""{"ok":{"output":["type=docker"]},"gateway":{"output":["type=docker"]}}""", static r => r with
        {
            Targets = [r.Targets[0] with { BuiltFrom = ["gateway"] }],
            Linked = [r.Targets[0] with { Name = "gateway", BuiltFrom = [] }],
        });
        Assert.That($"{file["target"]!["ok"]!["output"]![0]}", Is.EqualTo("type=docker"));
        Assert.That($"{file["target"]!["gateway"]!["output"]![0]}", Is.EqualTo("type=cacheonly"));
    }

    [TestCase("""{"no-cache":true}""")]
    [TestCase("{}")]
    public void UsesNoCacheWhereThatWouldBeWrong(string target)
    {
        var file = Call("{\"ok\":" + target + "}", static r => r with
        {
            Targets = [r.Targets[0] with { NoCache = true }],
        });
        Assert.That(file["target"]!["ok"]!.ToJsonString(), Is.EqualTo("""{"no-cache":true}"""));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"target":[]}""")]
    public void IsAnErrorWhereThereIsNoBakeFile(string text)
    {
        File.WriteAllText(_build.BakeFile, text);
        Assert.That(_build.Build("ok", Recorded.Success("", "ok")), Is.Null);
        Assert.That((_build.Error.Rule.Code, _build.Error.Position!.File), Is.EqualTo(("ESB1204", _build.BakeFile)));
    }

    [Test]
    public void IsGoneAfterwardsWithWhatAKilledBuildLeft()
    {
        Directory.CreateDirectory(_build.OutputDirectory);
        foreach (var name in (string[])[".bake-call-old.json", ".bake-metadata-old.json", "images.json"])
            File.WriteAllText(Path.Join(_build.OutputDirectory, name), "");
        Call("""{"ok":{}}""", static r => r);
        Assert.That(
            Directory.GetFiles(_build.OutputDirectory).Select(Path.GetFileName), Is.EqualTo(["images.json"]));
    }

    private static BakeTarget Folders(BakeTarget target) =>
        target with { Context = "/c", Contexts = [new("${x}", "/y")] };

    private JsonNode Call(string targets, Func<BakeRequest, BakeRequest> change)
    {
        const string Groups = """{"default":{"targets":["ok"]}}""";
        File.WriteAllText(_build.BakeFile, "{\"group\":" + Groups + ",\"target\":" + targets + "}");
        var read = "";
        var answer = Recorded.Success("", "ok");
        var runner = Engines.Docker.Working().On("buildx bake", answer with
        {
            Before = command =>
            {
                read = File.ReadAllText(command.Arguments[command.Arguments.ToList().IndexOf("--file") + 1]);
                answer.Before!(command);
            },
        });
        var request = change(_build.Request("ok"));
        var built = BakeRunner.Run(request, runner, _build, _build.Problems, CancellationToken.None);
        Assert.That(built, Has.Count.EqualTo(1));
        return JsonNode.Parse(read, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;
    }
}
