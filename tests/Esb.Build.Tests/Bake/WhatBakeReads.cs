using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Esb.Build.Bake;
using Esb.Build.Definitions;
using Esb.Testing;

namespace Esb.Build.Tests.Bake;

/// <summary>The bake file of one call.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WhatBakeReads : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Recorded _build = new();
    private readonly TemporaryFolder _repository = new();

    public void Dispose()
    {
        _build.Dispose();
        _repository.Dispose();
    }

    [Test]
    public void AreTheTargetsThatItNeeds()
    {
        var file = Call(r => r with
        {
            Targets = [r.Targets[0] with { BuiltFrom = ["gateway"] }],
            Linked = [_build.Definition("gateway"), _build.Definition("agent")],
        });
        Assert.That(file["target"]!.AsObject().Select(static t => t.Key), Is.EqualTo(["ok", "gateway"]));
        Assert.That(file.AsObject(), Has.Count.EqualTo(1), "no groups, which name targets that are not there");
    }

    [Test]
    public void IsTheDefinition()
    {
        var image = _build.Definition("ok") with
        {
            Contexts = Map(("a", "target:b"), ("${x}", "https://example.com/y.git")),
            Arguments = Map(("A", "é%{")),
            Secrets = [new("ca", "/we ird,dir/ca", ""), new("token", "", "TOKEN")],
            Entitlements = ["network.host"],
            NoCache = true,
        };
        var target = Call(r => r with { Targets = [image] })["target"]!["ok"]!;
        var read = BakeTarget.Read(JsonSerializer.SerializeToElement(target), _build.Definition("ok"));
        Assert.That(read.Arguments, Is.EqualTo(image.Arguments));
        Assert.That(read.Contexts, Is.EqualTo(image.Contexts));
        Assert.That(read.Secrets, Is.EqualTo(image.Secrets));
        Assert.That((read.NoCache, read.Entitlements), Is.EqualTo((true, image.Entitlements)));
        Assert.That($"{target["contexts"]!["$${x}"]}", Is.EqualTo("https://example.com/y.git"));
    }

    [Test]
    public void HasLinksInPlaceOfFolders()
    {
        var target = Call(r => r with
        {
            Epoch = "0123456789abcdef",
            Targets = [r.Targets[0] with { Context = "/c", Contexts = Map(("a", "target:b"), ("${x}", "/y")) }],
        })["target"]!["ok"]!;
        Assert.That($"{target["context"]}", Does.Contain("/obj/contexts/"));
        Assert.That($"{target["contexts"]!["$${x}"]}", Does.Contain("/obj/contexts/"));
        Assert.That($"{target["contexts"]!["a"]}", Is.EqualTo("target:b"));
    }

    [Test]
    public void HasNoOutputForWhatIsOnlyBuiltFrom()
    {
        var file = Call(r => r with
        {
            Targets = [r.Targets[0] with { BuiltFrom = ["gateway"] }],
            Linked = [_build.Definition("gateway")],
        });
        Assert.That($"{file["target"]!["ok"]!["output"]![0]}", Is.EqualTo("type=docker"));
        Assert.That($"{file["target"]!["gateway"]!["output"]![0]}", Is.EqualTo("type=cacheonly"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void UsesNoCacheWhereThatWouldBeWrong(bool isSaid)
    {
        var file = Call(r => r with
        {
            Targets = [r.Targets[0] with { NoCache = isSaid }],
            WithoutCache = new HashSet<string>(StringComparer.Ordinal) { "ok" },
        });
        Assert.That($"{file["target"]!["ok"]!["no-cache"]}", Is.EqualTo("true"));
    }

    [Test]
    public void IsNeverOfATargetThatNobodyHasDefined() => Assert.That(
        () => Call(static r => r with { Targets = [r.Targets[0] with { BuiltFrom = ["nowhere"] }] }),
        Throws.InstanceOf<KeyNotFoundException>());

    [TestCase("*.log\n!x.log", "*.log\n!x.log\n/.esb\n/obj/esb/a \\[1\\]\n")]
    [TestCase(null, "\n/.esb\n/obj/esb/a \\[1\\]\n")]
    public void HidesOurFoldersBehindTheUsersPatterns(string? users, string expected)
    {
        _repository.Write("Dockerfile", "FROM scratch\n");
        if (users is not null)
            _repository.Write(".dockerignore", users);
        string[] own = [_repository[".esb"], _repository["obj/esb/a [1]"], "/elsewhere", Path.GetTempPath()];
        var ignore = "";
        var target = Call(
            r => r with
            {
                OwnFolders = own,
                Targets = [r.Targets[0] with { Context = _repository.Root, Dockerfile = _repository["Dockerfile"] }],
            },
            ok => ignore = File.ReadAllText($"{ok["dockerfile"]}.dockerignore"))["target"]!["ok"]!;
        Assert.That(ignore, Is.EqualTo(expected.Replace("a \\[", "a?\\[", StringComparison.Ordinal)));
        Assert.That($"{target["dockerfile"]}", Does.StartWith(_build.OutputDirectory).And.EndWith("/Dockerfile"));
        Assert.That(Directory.Exists(Path.Join(_build.OutputDirectory, "dockerfiles")), Is.False, "afterwards");
    }

    [Test]
    public void IsGoneAfterwardsWithWhatAKilledBuildLeft()
    {
        Directory.CreateDirectory(_build.OutputDirectory);
        foreach (var name in (string[])[".bake-call-old.json", ".bake-metadata-old.json", "images.json"])
            File.WriteAllText(Path.Join(_build.OutputDirectory, name), "");
        Call(static r => r);
        Assert.That(
            Directory.GetFiles(_build.OutputDirectory).Select(Path.GetFileName), Is.EqualTo(["images.json"]));
    }

    private static ImmutableSortedDictionary<string, string> Map(params (string Name, string Value)[] values) =>
        values.ToImmutableSortedDictionary(static v => v.Name, static v => v.Value, StringComparer.Ordinal);

    private JsonNode Call(Func<BakeRequest, BakeRequest> change, Action<JsonNode>? look = null)
    {
        JsonNode? read = null;
        var answer = Recorded.Success("", "ok");
        var runner = Engines.Docker.Working().On("buildx bake", answer with
        {
            Before = command =>
            {
                var path = command.Arguments[command.Arguments.ToList().IndexOf("--file") + 1];
                read = JsonNode.Parse(File.ReadAllText(path), documentOptions: Strict);
                look?.Invoke(read!["target"]!["ok"]!);
                answer.Before!(command);
            },
        });
        var request = change(_build.Request("ok"));
        var built = BakeRunner.Run(request, runner, _build, _build.Problems, CancellationToken.None);
        Assert.That(built, Has.Count.EqualTo(1));
        return read!;
    }
}
