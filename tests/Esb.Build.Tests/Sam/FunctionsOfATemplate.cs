using Esb.Build.Diagnostics;
using Esb.Build.Sam;

namespace Esb.Build.Tests.Sam;

public sealed class FunctionsOfATemplate
{
    private static SamFunction One(string text) => Template.Good(text).Functions.Single();

    [Test]
    public void AreThoseOfServerlessZips()
    {
        var function = One(Template.WithFunction("CodeUri: src/hello\nFunctionName: my-hello\nArchitectures: [arm64]"));
        var zip = (SamZip)function.Package;
        Assert.That((function.LogicalId, function.Name), Is.EqualTo(("Hello", "my-hello")));
        Assert.That((zip.Runtime.Name, zip.Handler), Is.EqualTo(("python3.12", "app.handler")));
        Assert.That(zip.Code, Is.EqualTo(new SamPath("/repo/src/hello", "src/hello", new(Template.Path, 8, 16))));
        Assert.That(function.Platforms.Single().Value, Is.EqualTo("linux/arm64"));
        Assert.That(function.Position, Is.EqualTo(new SourcePosition(Template.Path, 3, 3)));
    }

    [Test]
    public void AreCompletedByGlobals()
    {
        const string Globals =
            "Globals: {Function: {Timeout: 5, Handler: x.y, Layers: [!Ref A], Architectures: [x86_64]}}";
        var text = Template.WithFunction("CodeUri: .\nTimeout: 9\nLayers: [!Ref B]", Globals)
            + "\n  A: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: a}}"
            + "\n  B: {Type: AWS::Lambda::LayerVersion, Properties: {Content: b}}";
        var function = One(text);
        var zip = (SamZip)function.Package;
        Assert.That(zip.Handler, Is.EqualTo("app.handler"));
        Assert.That(zip.Layers.Select(static l => l.Content.FullPath), Is.EqualTo(["/repo/a", "/repo/b"]));
        Assert.That(((TemplateText)function.RunSettings.Single().Value).Text, Is.EqualTo("9"));
        Assert.That(function.Platforms.Single().Value, Is.EqualTo("linux/amd64"));
    }

    [TestCase("x86_64", "arm64")]
    [TestCase("x86_64, arm64", "arm64")]
    [TestCase("arm64", "arm64")]
    [TestCase("x86_64", "!If [Never, x86_64, arm64]")]
    public void HaveTheirOwnArchitectureWhateverTheOthersHave(string all, string own)
    {
        var text = Template.WithFunction(
            $"CodeUri: .\nArchitectures: [{own}]",
            "Conditions: {Never: !Equals [a, b]}\nGlobals: {Function: {Architectures: [" + all + "]}}");
        Assert.That(One(text).Platforms.Select(static p => p.Value), Is.EqualTo(["linux/arm64"]));
    }

    [TestCase("IgnoreGlobals: '*'", 0)]
    [TestCase("IgnoreGlobals: [Timeout]", 1)]
    [TestCase("IgnoreGlobals: []", 2)]
    [TestCase("DependsOn: x", 2)]
    public void MayIgnoreGlobals(string attribute, int settings)
    {
        var text = Template.WithFunction("CodeUri: .", "Globals: {Function: {Timeout: 5, MemorySize: 128}}")
            .Replace("    Type:", $"    {attribute}\n    Type:", StringComparison.Ordinal);
        Assert.That(One(text).RunSettings, Has.Count.EqualTo(settings));
    }

    [Test]
    public void AreMergedDeeply()
    {
        var text = Template.WithFunction(
            "CodeUri: .\nEnvironment: {Variables: {B: own, C: !Sub x}}",
            "Globals: {Function: {Environment: {Variables: {A: one, B: two, C: {Ref: Nothing}}}}}");
        var variables = (TemplateMap)((TemplateMap)One(text).RunSettings.Single().Value).Find("Variables")!;
        Assert.That(
            variables.Entries.Select(static e => $"{e.Key.Text}={((TemplateText)e.Value).Text}"),
            Is.EqualTo(["A=one", "B=own", "C=x"]));
    }

    [TestCase("AWS::Serverless::Function", "PackageType: Image, ImageUri: 'busybox:1'")]
    [TestCase("AWS::Serverless::Function", "ImageUri: 'busybox:1'")]
    [TestCase("AWS::Lambda::Function", "PackageType: Image, Code: {ImageUri: 'busybox:1'}")]
    [TestCase("AWS::Lambda::Function", "Code: {ImageUri: 'busybox:1'}")]
    public void AreThoseOfImages(string type, string properties)
    {
        var function = One($"Resources:\n  F: {{Type: '{type}', Properties: {{{properties}}}}}\n");
        Assert.That(((SamImage)function.Package).ImageUri, Is.EqualTo("busybox:1"));
    }

    [Test]
    public void AreThoseWithADockerfile()
    {
        var function = One(
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {PackageType: Image}
                Metadata:
                  DockerContext: ./f
                  Dockerfile: Dockerfile.f
                  DockerTag: v1
                  DockerBuildTarget: run
                  DockerBuildArgs: {A: 1, B: !Sub x}
            """);
        var own = (SamDockerfile)function.Package;
        Assert.That((own.Context.FullPath, own.Dockerfile), Is.EqualTo(("/repo/f", "Dockerfile.f")));
        Assert.That((own.Tag, own.Stage), Is.EqualTo(("v1", "run")));
        Assert.That(own.BuildArgs, Is.EqualTo(["A=1", "B=x"]));
    }

    [TestCase("AWS::Lambda::Function", "Code: src, Runtime: nodejs22.x, Handler: a.b", 1)]
    [TestCase("AWS::Lambda::Function", "Code: {ZipFile: 'x'}, Runtime: nodejs22.x, Handler: a.b", 0)]
    [TestCase("AWS::Serverless::Function", "CodeUri: bin, Runtime: provided.al2023", 1)]
    [TestCase("AWS::SQS::Queue", "QueueName: x", 0)]
    public void AreWhatCanBeAnImage(string type, string properties, int count) =>
        Assert.That(
            Template.Good($"Resources:\n  F: {{Type: '{type}', Properties: {{{properties}}}}}\n").Functions,
            Has.Count.EqualTo(count));

    [Test]
    public void AreOnlyThoseWhoseConditionIsTrue()
    {
        var template = Template.Good(
            """
            Parameters: {Stage: {Default: dev}}
            Conditions: {Dev: !Equals [!Ref Stage, dev], Prod: !Equals [!Ref Stage, prod]}
            Resources:
              A: {Type: AWS::Serverless::Function, Condition: Dev, Properties: {ImageUri: a}}
              B: {Type: AWS::Serverless::Function, Condition: Prod, Properties: {ImageUri: b}}
            """,
            new SamParameter("Stage", "prod"));
        Assert.That(template.Functions.Single().LogicalId, Is.EqualTo("B"));
    }

    [Test]
    public void AreReadFromJson()
    {
        var function = One(
            "\uFEFF{\r\n\t\"Resources\": {\r\n\t\t\"F\": {\"Type\": \"AWS::Serverless::Function\", \"Properties\": {\"ImageUri\": \"a\\/b\"}}\r\n\t}\r\n}\r\n");
        Assert.That(((SamImage)function.Package).ImageUri, Is.EqualTo("a/b"));
        Assert.That(function.Position, Is.EqualTo(new SourcePosition(Template.Path, 3, 3)));
    }

    [Test]
    public void AreReadThroughAnchorsAndMergeKeys()
    {
        var template = Template.Good(
            """
            x-defaults: &defaults {Runtime: python3.12, Handler: a.b, CodeUri: d}
            Resources:
              A: {Type: AWS::Serverless::Function, Properties: {<<: *defaults, CodeUri: a}}
              B: {Type: AWS::Serverless::Function, Properties: *defaults}
            """);
        Assert.That(
            template.Functions.Select(static f => ((SamZip)f.Package).Code.Text), Is.EqualTo(["a", "d"]));
    }
}
