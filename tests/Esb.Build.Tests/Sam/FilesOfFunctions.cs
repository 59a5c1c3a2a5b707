using Esb.Build.Sam;

namespace Esb.Build.Tests.Sam;

public sealed class FilesOfFunctions
{
    private const string Text =
        """
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties:
              ImageUri: a:1
              Timeout: 30
              MemorySize: 128
              Environment:
                Variables: {TABLE: !Ref Table, FLAG: "true", COUNT: 3, NAME: !Sub 'x-${AWS::Region}'}
              Events:
                Get: {Type: Api, Properties: {Path: /hello, Method: get}}
          Table: {Type: AWS::Serverless::SimpleTable}
        """;

    [Test]
    public void SayHowFunctionsAreRun()
    {
        using var project = new FunctionProject();
        var settings = FunctionsFile.Settings(project.Plan(Text).Functions[0].Function);
        var functions = new RunFunction[] { new("Hello", "esb-hello:latest", settings), new("Bare", "bare:1", "") };
        Assert.That(FunctionsFile.Text(functions), Is.EqualTo(
            """
            functions:
            - name: "Hello"
              image: "esb-hello:latest"
              timeout: 30
              memory: 128
              environment:
                TABLE:
                  Ref: Table
                FLAG: "true"
                COUNT: 3
                NAME:
                  Fn::Sub: "x-${AWS::Region}"
              events:
                Get:
                  Type: Api
                  Properties:
                    Path: /hello
                    Method: get
            - name: "Bare"
              image: "bare:1"

            """));
    }

    [TestCase("AWS::Serverless::Function", "ImageUri: a")]
    [TestCase("AWS::Lambda::Function", "Code: {ImageUri: a}")]
    public void SayHowImagesAreStarted(string type, string image)
    {
        using var project = new FunctionProject();
        var text = $$"""
            Resources:
              F:
                Type: {{type}}
                Properties:
                  {{image}}
                  ImageConfig: {Command: [app.two, "1"], EntryPoint: [/entry], WorkingDirectory: !Ref Folder}
            """;
        Assert.That(FunctionsFile.Settings(project.Plan(text).Functions[0].Function), Is.EqualTo(
            """
            - command:
              - app.two
              - "1"
              entrypoint:
              - /entry
              working_dir:
                Ref: Folder

            """));
    }

    [TestCase("{}", "")]
    [TestCase("!Ref AWS::NoValue", "")]
    [TestCase("!FindInMap [A, B, C]", "- imageconfig:\n    Fn::FindInMap:\n    - A\n    - B\n    - C\n")]
    public void SayNothingElseOfHowImagesAreStarted(string config, string settings)
    {
        using var project = new FunctionProject();
        var function = project.Plan(
            "Resources: {F: {Type: AWS::Serverless::Function, Properties: {ImageUri: a, ImageConfig: " + config + "}}}");
        Assert.That(FunctionsFile.Settings(function.Functions[0].Function), Is.EqualTo(settings));
    }

    [Test]
    public void SayThatThereAreNone() => Assert.That(FunctionsFile.Text([]), Is.EqualTo("functions: []\n"));

    [Test]
    public void AreWrittenOnce()
    {
        using var project = new FunctionProject();
        var plan = project.Plan(Text);
        SamFiles.Write(plan, project.Settings);
        var path = project["obj/esb/functions/hello/Dockerfile"];
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        SamFiles.Write(plan, project.Settings);
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(DateTime.UnixEpoch));
        Assert.That(File.ReadAllText(path + ".dockerignore"), Is.EqualTo("*\n"));
    }

    [Test]
    public void GoWithTheirFunction()
    {
        using var project = new FunctionProject();
        SamFiles.Write(project.Plan(Text), project.Settings);
        SamFiles.Write(project.Plan(Text.Replace("Hello:", "Other:", StringComparison.Ordinal)), project.Settings);
        Assert.That(Directory.Exists(project["obj/esb/functions/hello"]), Is.False);
        Assert.That(File.Exists(project["obj/esb/functions/other/Dockerfile"]), Is.True);
    }

    [Test]
    public void StayWhereTheyAreNotOurs()
    {
        const string Folder = "obj/esb/functions";
        using var project = new FunctionProject().With($"{Folder}/own/Dockerfile", "FROM scratch\n")
            .With($"{Folder}/empty/Dockerfile").With($"{Folder}/notes/file");
        SamFiles.Write(project.Plan(Text), project.Settings);
        File.Copy(project[$"{Folder}/hello/Dockerfile"], project[$"{Folder}/notes/Dockerfile"]);
        Directory.CreateSymbolicLink(project[$"{Folder}/link"], project[$"{Folder}/hello"]);
        project.With($"{Folder}/hello/mine");
        SamFiles.Write(new([]), project.Settings);
        string[] left = [.. Directory.EnumerateFiles(project[Folder], "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(project[Folder], path)).Order(StringComparer.Ordinal)];
        Assert.That(left, Is.EqualTo((string[])
            ["empty/Dockerfile", "hello/mine", "link/mine", "notes/Dockerfile", "notes/file", "own/Dockerfile"]));
    }

    [Test]
    public void AreTheSameForTheSameTemplate()
    {
        using var project = new FunctionProject();
        var (first, second) = (project.Plan(Text), project.Plan(Text));
        Assert.That(second.Functions[0].Files, Is.EqualTo(first.Functions[0].Files));
    }

    [Test]
    public void DoNotDependOnRunSettings()
    {
        using var project = new FunctionProject();
        var first = project.Plan(Text).Functions[0];
        var second = project.Plan(Text.Replace("30", "60", StringComparison.Ordinal)).Functions[0];
        Assert.That(second.Files, Is.EqualTo(first.Files));
    }
}
