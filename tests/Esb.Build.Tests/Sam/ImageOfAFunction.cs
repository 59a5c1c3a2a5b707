using Esb.Build.Diagnostics;
using Esb.Build.Images;
using Esb.Build.Sam;

namespace Esb.Build.Tests.Sam;

public sealed class ImageOfAFunction
{
    private static string Named(string name, string id = "F") =>
        $"Resources: {{{id}: {{Type: AWS::Serverless::Function, Properties: {{ImageUri: 'a:1', FunctionName: '{name}'}}}}}}";

    [TestCase("Hello", "hello")]
    [TestCase("my_func.v2-x", "my_func.v2-x")]
    [TestCase("a._-b", "a.b")]
    [TestCase("a  b!!c", "a-b-c")]
    [TestCase("a_ b", "a_b")]
    [TestCase("--a--", "a")]
    [TestCase("Größe", "gr-e")]
    [TestCase("日本a", "a")]
    [TestCase("日本", null)]
    [TestCase("", null)]
    [TestCase("._-", null)]
    public void HasTheNameOfTheFunction(string function, string? image) =>
        Assert.That(FunctionImageName.Of(function)?.Value, Is.EqualTo(image));

    [Test]
    public void MustHaveAName()
    {
        using var project = new FunctionProject();
        Assert.That(project.Problem(Named("日本")).Rule, Is.EqualTo(Rules.BadFunctionName));
    }

    [Test]
    public void MustHaveANameOfItsOwn()
    {
        using var project = new FunctionProject();
        var problem = project.Problem(Named("My Func"), Named("my-func"));
        Assert.That(problem.Rule, Is.EqualTo(Rules.FunctionCollision));
        Assert.That(problem.Message, Does.Contain("'My Func' and 'my-func' both become the image 'my-func'"));
        Assert.That(problem.Position!.File, Is.EqualTo(project["template1.yaml"]));
    }

    [Test]
    public void IsAnItemLikeAnyOther()
    {
        using var project = new FunctionProject().With("src/app.py");
        var image = project.Image(Template.WithFunction("CodeUri: src/\nArchitectures: [arm64]"));
        Assert.That((image.Name, image.Kind, image.Context), Is.EqualTo(("hello", "function", project["src"])));
        Assert.That(image.Dockerfile, Is.EqualTo(project["obj/esb/functions/hello/Dockerfile"]));
        Assert.That(image.Platforms, Is.EqualTo(["linux/arm64"]));
        Assert.That(image.BaseImages, Is.Empty);
        Assert.That(image.Position, Is.EqualTo(new SourcePosition(project["template0.yaml"], 3, 3)));
    }

    [Test]
    public void IsTheUsersOwnDockerfile()
    {
        using var project = new FunctionProject().With("f/docker/Dockerfile.f");
        var planned = project.Plan(
            "Resources: {F: {Type: AWS::Serverless::Function, Properties: {PackageType: Image}, "
            + "Metadata: {DockerContext: f, Dockerfile: docker/Dockerfile.f, DockerTag: v1, DockerBuildArgs: {A: b}}}}")
            .Functions.Single();
        Assert.That(planned.Files, Is.Empty);
        Assert.That(planned.Image.Dockerfile, Is.EqualTo(project["f/docker/Dockerfile.f"]));
        Assert.That((planned.Image.Tags[0], planned.Image.BuildArgs[0]), Is.EqualTo(("v1", "A=b")));
    }

    [Test]
    public void StandsOnTheRepositorysLambdaBase()
    {
        using var project = new FunctionProject().With("src/app.py");
        project.Settings = project.Settings with { ImageNames = ["lambda-base", "os-base"] };
        var template = Template.WithFunction("CodeUri: src");
        Assert.That(project.Image(template).BaseImages, Is.EqualTo(["lambda-base"]));
        Assert.That(project.Dockerfile(template), Does.StartWith("FROM lambda-base\n"));
    }

    [TestCase("python3.12", "FROM registry.example.com/py:1\n")]
    [TestCase("python", "FROM registry.example.com/py:1\n")]
    [TestCase("java", "FROM public.ecr.aws/lambda/python:3.12\n")]
    public void StandsOnTheBaseOfItsRuntime(string runtime, string from)
    {
        using var project = new FunctionProject().With("src/app.py");
        var own = new LambdaBase(runtime, "registry.example.com/py:1", new("/p.csproj"));
        project.Settings = project.Settings with { Bases = [own] };
        Assert.That(project.Dockerfile(Template.WithFunction("CodeUri: src")), Does.StartWith(from));
    }

    [Test]
    public void TakesWhatTheProjectSaysOfIt()
    {
        using var project = new FunctionProject().With("src/app.py");
        var own = new ImageItem("hello", new("/p.csproj")) 
        {
            Platforms = ["linux/s390x"],
            BuildArgs = ["A=b"],
            Repository = "fn/hello",
        };
        project.Settings = project.Settings with { Overrides = [new(own) { Base = "base:2" }] };
        var template = Template.WithFunction("CodeUri: src\nArchitectures: [arm64]");
        var image = project.Image(template);
        Assert.That(
            (image.Platforms[0], image.BuildArgs[0], image.Repository), Is.EqualTo(("linux/s390x", "A=b", "fn/hello")));
        Assert.That(project.Dockerfile(template), Does.StartWith("FROM base:2\n"));
    }

    [TestCase("F")]
    [TestCase("My Func")]
    [TestCase("my-func")]
    public void TakesItsAddressFromTheProject(string name)
    {
        using var project = new FunctionProject();
        var own = new FunctionOverride(new(name, new("/p.csproj"))) { ImageUri = "b:2" };
        project.Settings = project.Settings with { Overrides = [own] };
        Assert.That(project.Dockerfile(Named("My Func")), Does.StartWith("FROM b:2\n"));
    }

    [Test]
    public void MustBeKnownToItsItems()
    {
        using var project = new FunctionProject();
        project.Settings = project.Settings with
        {
            Overrides = [new(new("Fn", new("/p.csproj")))],
            Bases = [new("cobol", "a", new("/p.csproj")), new("python", "A b", new("/p.csproj"))],
        };
        project.Plan(Named("x"));
        Assert.That(
            project.Problems.Select(static p => p.Rule),
            Is.EqualTo([Rules.UnknownSamItem, Rules.BadSamImage, Rules.UnknownSamItem]));
    }

    [TestCase("Handler: a.b, Runtime: python3.12, CodeUri: none", "ESB2222", "'none' is no file or folder")]
    [TestCase("Handler: a.b, Runtime: java21, CodeUri: 'a$.jar'", "ESB2224", "'a$.jar'")]
    [TestCase("PackageType: Image", "ESB2225", "Function 'F'")]
    [TestCase("ImageUri: 'a b'", "ESB2226", "'a b'")]
    [TestCase("PackageType: Image}, Metadata: {DockerContext: none", "ESB2222", "'none' is no folder")]
    public void MustHaveFilesAndAddresses(string properties, string code, string words)
    {
        using var project = new FunctionProject().With("a$.jar");
        var problem = project.Problem(
            $"Resources:\n  F: {{Type: AWS::Serverless::Function, Properties: {{{properties}}}}}");
        Assert.That(problem.Rule.Code, Is.EqualTo(code));
        Assert.That(problem.Message, Does.Contain(words));
        Assert.That(problem.Position!.Line, Is.EqualTo(2));
    }

    [Test]
    public void MustHaveItsLayers()
    {
        using var project = new FunctionProject().With("h/app.py");
        var problem = project.Problem(Template.WithFunction("CodeUri: h\nLayers: [!Ref L]")
            + "\n  L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: none}}");
        Assert.That(problem.Rule, Is.EqualTo(Rules.MissingCode));
        Assert.That(problem.Message, Does.StartWith("Layer 'L'"));
    }
}
