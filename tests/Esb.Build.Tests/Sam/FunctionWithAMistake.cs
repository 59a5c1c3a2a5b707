using Esb.Build.Diagnostics;
using Esb.Build.Sam;

namespace Esb.Build.Tests.Sam;

public sealed class FunctionWithAMistake
{
    private const string Layer =
        "\n  L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: l}, Metadata: {BuildMethod: makefile}}";

    private static string Function(string properties) =>
        $"Resources:\n  F: {{Type: AWS::Serverless::Function, Properties: {{{properties}}}}}";

    [TestCase("Handler: a.b, Runtime: python3.12", "ESB2220", "CodeUri")]
    [TestCase("Handler: a.b, CodeUri: .", "ESB2220", "Runtime")]
    [TestCase("Runtime: python3.12, CodeUri: .", "ESB2220", "Handler")]
    [TestCase("Handler: a.b, Runtime: cobol1, CodeUri: .", "ESB2221", "'cobol1'")]
    [TestCase("Handler: a.b, Runtime: python3., CodeUri: .", "ESB2221", "'python3.'")]
    [TestCase("Handler: a.b, Runtime: nodejsx.x, CodeUri: .", "ESB2221", "'nodejsx.x'")]
    [TestCase("Handler: a.b, Runtime: java21, CodeUri: 's3://b/k'", "ESB2223", "CodeUri")]
    [TestCase("Handler: a.b, Runtime: java21, CodeUri: {Bucket: b, Key: k}", "ESB2223", "CodeUri")]
    [TestCase("Handler: a.b, Runtime: java21, InlineCode: x", "ESB2223", "InlineCode")]
    [TestCase("ImageUri: a, Architectures: [mips]", "ESB2205", "x86_64 or arm64")]
    [TestCase("ImageUri: a, Architectures: x86_64", "ESB2205", "a list")]
    [TestCase("ImageUri: a, Architectures: [x86_64, arm64]", "ESB2205", "a list of one")]
    [TestCase("ImageUri: a, Architectures: [arm64, arm64]", "ESB2205", "a list of one")]
    [TestCase("ImageUri: a, Architectures: []", "ESB2205", "a list of one")]
    [TestCase("ImageUri: !GetAtt R.RepositoryUri", "ESB2213", "ImageUri of Function 'F'")]
    [TestCase("ImageUri: a, Architectures: [!Ref Missing]", "ESB2214", "'Missing'")]
    [TestCase("Handler: a.b, Runtime: java21, CodeUri: ., Layers: ['arn:aws:lambda:x']", "ESB2227", "'arn:aws:lambda:x'")]
    [TestCase("Handler: a.b, Runtime: java21, CodeUri: ., Layers: [!Ref L]", "ESB2228", "Layer 'L'")]
    [TestCase("Handler: a.b, Runtime: java21, CodeUri: ., Layers: [!Ref N]", "ESB2214", "'N'")]
    public void IsReportedAtItsLine(string properties, string code, string words)
    {
        var problem = Template.Problem(Function(properties) + Layer);
        Assert.That(problem.Rule.Code, Is.EqualTo(code), problem.ToString());
        Assert.That(problem.Message, Does.Contain(words));
        Assert.That(problem.Position!.Line, Is.EqualTo(code is "ESB2228" ? 3 : 2));
    }

    [TestCase("Metadata: {Dockerfile: D}", "ESB2220", "DockerContext")]
    [TestCase("Metadata: {DockerContext: ., DockerBuildArgs: {A: [1]}}", "ESB2205", "DockerBuildArgs")]
    [TestCase("Metadata: {DockerContext: ., DockerBuildArgs: {A: !GetAtt B.C}}", "ESB2213", "DockerBuildArgs")]
    [TestCase("Condition: Nothing", "ESB2214", "'Nothing'")]
    [TestCase("Condition: [a]", "ESB2205", "a condition")]
    [TestCase("Metadata: [a]", "ESB2205", "Metadata")]
    public void IsReportedInItsAttributes(string attribute, string code, string words)
    {
        var problem = Template.Problem(
            $"Resources:\n  F: {{Type: AWS::Serverless::Function, Properties: {{ImageUri: a}}, {attribute}}}");
        Assert.That(problem.Rule.Code, Is.EqualTo(code), problem.ToString());
        Assert.That(problem.Message, Does.Contain(words));
    }

    [Test]
    public void IsReportedWithAllTheOthers()
    {
        var (template, problems) = Template.Read(
            "Resources:\n  A: {Type: AWS::Serverless::Function}\n  B: {Type: AWS::Serverless::Function, Properties: {Handler: 1, Runtime: x, CodeUri: []}}\n"
            + "  C: {Type: AWS::Serverless::Function, Properties: {ImageUri: c}}\n");
        Assert.That(template!.Functions.Single().LogicalId, Is.EqualTo("C"));
        Assert.That(problems.Select(static p => $"{p.Rule.Code} {p.Position!.Line}"), Is.EquivalentTo((string[])
            ["ESB2220 2", "ESB2220 2", "ESB2220 2", "ESB2205 3", "ESB2221 3"]));
    }

    [Test]
    public void IsReportedOnceWhereItIsSharedByAll()
    {
        var (_, problems) = Template.Read("""
            Globals: {Function: {Handler: a.b, Runtime: python9, CodeUri: .}}
            Resources:
              A: {Type: AWS::Serverless::Function}
              B: {Type: AWS::Serverless::Function}
              C: {Type: AWS::Serverless::Function, Properties: {Runtime: python9}}
            """);
        Assert.That(
            problems.Select(static p => (p.Rule, p.Position!.Line)),
            Is.EqualTo(new[] { (Rules.UnknownRuntime, 1), (Rules.UnknownRuntime, 5) }));
    }

    [Test]
    public void MayBeInGlobals()
    {
        var problem = Template.Problem(
            "Globals: {Function: {Architectures: [x86_64, arm64]}}\n" + Function("ImageUri: a"));
        Assert.That((problem.Rule, problem.Position!.Line), Is.EqualTo((Rules.WrongShape, 1)));
    }

    [Test]
    public void IsReportedWhereOnlySamBuildCanBuildIt() =>
        Assert.That(
            Template.Problem(Function(
                "Handler: a.b, Runtime: nodejs22.x, CodeUri: .}, Metadata: {BuildMethod: esbuild")).Rule,
            Is.EqualTo(Rules.UnsupportedBuildMethod));

    [Test]
    public void MayBeAParameter()
    {
        var text = "Parameters: {Stage: {AllowedValues: [dev, prod], Default: dev}, X: y}\nResources: {}";
        var (template, problems) = Template.Read(text, new SamParameter("Stage", "test"));
        Assert.That(problems.Select(static p => p.Rule), Is.EqualTo([Rules.ParameterNotAllowed, Rules.WrongShape]));
        Assert.That(template!.Parameters, Is.EqualTo(["Stage", "X"]));
    }

    [Test]
    public void MayBeAParameterThatNoTemplateHas()
    {
        var templates = new[] { Template.Good("Parameters: {Stage: {Default: dev}}\nResources: {}") };
        var problems = new ProblemList();
        SamParameter.Check(
            [new("Stag", "x", new("/p.csproj")), new("Stage", "x"), new("AWS::Region", "x")], templates, problems);
        Assert.That(problems.Found.Single().Rule, Is.EqualTo(Rules.UnknownParameter));
        Assert.That(problems.Found.Single().Message, Does.Contain("'Stag'").And.Contain("there are: Stage."));
    }
}
