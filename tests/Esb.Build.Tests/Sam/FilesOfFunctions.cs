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
        Assert.That(FunctionsFile.Text(project.Plan(Text), static name => $"esb-{name}:latest"), Is.EqualTo(
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

            """));
    }

    [Test]
    public void AreWrittenOnce()
    {
        using var project = new FunctionProject();
        var plan = project.Plan(Text);
        SamFiles.Write(plan, project.Settings, static name => name);
        var path = project["obj/esb/functions/hello/Dockerfile"];
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        SamFiles.Write(plan, project.Settings, static name => name);
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(DateTime.UnixEpoch));
        Assert.That(File.ReadAllText(path + ".dockerignore"), Is.EqualTo("*\n"));
        Assert.That(File.ReadAllText(project["obj/esb/functions.yml"]), Does.StartWith("functions:\n"));
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
