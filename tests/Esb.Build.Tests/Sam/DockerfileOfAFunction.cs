namespace Esb.Build.Tests.Sam;

public sealed class DockerfileOfAFunction
{
    private const string End = "CMD [\"app.handler\"]\nCOPY --from=meta /version.json /app/version.json\n";

    private static string Of(string runtime, string code, string more = "") =>
        Template.WithFunction($"CodeUri: {code}{more}").Replace("python3.12", runtime, StringComparison.Ordinal);

    private static string Layer(int number, string uri, string method = "") =>
        $"\n  L{number}: {{Type: AWS::Serverless::LayerVersion, Properties: {{ContentUri: {uri}}}, "
        + $"Metadata: {{BuildMethod: {method}}}}}";

    [Test]
    public void IsOneCopyForPlainPython()
    {
        using var project = new FunctionProject().With("hello/app.py");
        Assert.That(
            project.Dockerfile(Of("python3.12", "hello")),
            Is.EqualTo("FROM public.ecr.aws/lambda/python:3.12\nWORKDIR /var/task\nCOPY . ./\n" + End));
    }

    [TestCase("python3.13", "requirements.txt", "RUN python3 -m pip install --no-cache-dir --requirement /var/task/requirements.txt --target /var/task")]
    [TestCase("nodejs22.x", "package.json", "RUN npm install --omit=dev")]
    public void InstallsDependenciesBeforeTheCode(string runtime, string file, string line)
    {
        using var project = new FunctionProject().With($"hello/{file}");
        var text = project.Dockerfile(Of(runtime, "hello"));
        var image = text.Split('\n')[0].Split(' ')[1];
        Assert.That(text, Is.EqualTo(
            $"FROM {image} AS dependencies\nUSER 0\nWORKDIR /var/task\nCOPY {file} ./\n{line}\n\n"
            + $"FROM {image}\nWORKDIR /var/task\nCOPY --from=dependencies /var/task/ ./\nCOPY . ./\n" + End));
    }

    [Test]
    public void InstallsWhatALockFileSays()
    {
        using var project = new FunctionProject().With("hello/package.json").With("hello/package-lock.json");
        Assert.That(
            project.Dockerfile(Of("nodejs22.x", "hello")),
            Does.Contain("COPY package.json package-lock.json ./\nRUN npm ci --omit=dev\n"));
    }

    [TestCase("java21", "pom.xml", "FROM public.ecr.aws/docker/library/maven:3-amazoncorretto-21 AS build\n")]
    [TestCase("dotnet8", "f.csproj", "FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:8.0 AS build\n")]
    [TestCase("dotnet10", "f.fsproj", "FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build\n")]
    [TestCase("provided.al2023", "f.csproj", "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\n")]
    public void CompilesSources(string runtime, string file, string stage)
    {
        using var project = new FunctionProject().With($"hello/{file}");
        var text = project.Dockerfile(Of(runtime, "hello"));
        Assert.That(text, Does.StartWith(stage).And.Contain("COPY --from=build /out/ ./\n").And.EndsWith(End));
    }

    [Test]
    public void CopiesAJarToWhereJavaLooks()
    {
        using var project = new FunctionProject().With("target/my app.jar");
        Assert.That(
            project.Dockerfile(Of("java17", "target/my app.jar")),
            Is.EqualTo(
                "FROM public.ecr.aws/lambda/java:17\nWORKDIR /var/task\nCOPY [\"my app.jar\", \"lib/\"]\n" + End));
        Assert.That(project.IgnoreFile(Of("java17", "target/my app.jar")), Is.EqualTo("*\n!my app.jar\n"));
    }

    [Test]
    public void UnpacksAZipInAStage()
    {
        using var project = new FunctionProject().With("code.zip");
        Assert.That(project.Dockerfile(Of("python3.12", "code.zip")), Is.EqualTo(
            "FROM public.ecr.aws/docker/library/busybox:1 AS code\nCOPY [\"code.zip\", \"/tmp/code.zip\"]\n"
            + "RUN --network=none mkdir /code && unzip -q /tmp/code.zip -d /code\n\n"
            + "FROM public.ecr.aws/lambda/python:3.12\nWORKDIR /var/task\nCOPY --from=code /code/ ./\n" + End));
    }

    [Test]
    public void CopiesASingleFile()
    {
        using var project = new FunctionProject().With("app.py").With("other.py");
        Assert.That(project.Dockerfile(Of("python3.12", "app.py")), Does.Contain("COPY [\"app.py\", \"./\"]\n"));
    }

    [TestCase("a \\\"b\\\" $C", "\"a \\\"b\\\" $C\"")]
    [TestCase("one\\nRUN two", "\"one\\nRUN two\"")]
    [TestCase("größe", "\"größe\"")]
    public void HasTheHandlerOnOneLine(string handler, string written)
    {
        using var project = new FunctionProject().With("h/app.py");
        var text = Of("python3.12", "h").Replace("app.handler", $"\"{handler}\"", StringComparison.Ordinal);
        Assert.That(project.Dockerfile(text), Does.Contain($"\nCMD [{written}]\nCOPY --from=meta"));
    }

    [Test]
    public void StartsAnOwnRuntimeWithoutARun()
    {
        using var project = new FunctionProject().With("bin/bootstrap");
        var text = project.Dockerfile(Of("provided.al2023", "bin"));
        Assert.That(text, Does.Contain(
            "<<'END' /var/runtime/bootstrap\n#!/bin/sh\nexec /var/task/bootstrap \"$@\"\nEND\n"));
        Assert.That(text, Does.Not.Contain("\nRUN"));
    }

    [Test]
    public void LeavesItToTheProjectWhetherItBringsTheRuntime()
    {
        using var project = new FunctionProject().With("hello/f.csproj");
        Assert.That(
            project.Dockerfile(Of("provided.al2023", "hello")),
            Does.Contain("RUN SelfContained=true dotnet publish --configuration Release --output /out\n"));
    }

    [Test]
    public void BringsLayersInTheirOrder()
    {
        using var project = new FunctionProject().With("h/app.py").With("a/x").With("b.zip").With("c.jar")
            .With("d/requirements.txt").With("e/package.json").With("f.txt");
        var text = Of("python3.12", "h", "\nLayers: [!Ref L0, !Ref L1, !Ref L2, !Ref L3, !Ref L4, !Ref L5]")
            + Layer(0, "a") + Layer(1, "b.zip") + Layer(2, "c.jar") + Layer(3, "d", "python3.12")
            + Layer(4, "e", "nodejs22.x") + Layer(5, "f.txt");
        Assert.That(project.Dockerfile(text), Does.Contain(
            """
            FROM public.ecr.aws/docker/library/busybox:1 AS layer_1_files
            COPY --from=layer_1 ["b.zip", "/tmp/code.zip"]
            RUN --network=none mkdir /code && unzip -q /tmp/code.zip -d /code

            FROM public.ecr.aws/lambda/python:3.12 AS layer_3_files
            USER 0
            WORKDIR /var/task
            COPY --from=layer_3 / /opt/python/
            RUN python3 -m pip install --no-cache-dir --requirement /opt/python/requirements.txt --target /opt/python

            FROM public.ecr.aws/lambda/python:3.12 AS layer_4_files
            USER 0
            WORKDIR /var/task
            COPY --from=layer_4 / /opt/nodejs/
            RUN cd /opt/nodejs && npm install --omit=dev

            FROM public.ecr.aws/lambda/python:3.12
            COPY --from=layer_0 / /opt/
            COPY --from=layer_1_files /code/ /opt/
            COPY --from=layer_2 ["c.jar", "/opt/java/lib/"]
            COPY --from=layer_3_files /opt/python/ /opt/python/
            COPY --from=layer_4_files /opt/nodejs/ /opt/nodejs/
            COPY --from=layer_5 ["f.txt", "/opt/"]
            WORKDIR /var/task
            """));
        Assert.That(
            project.Image(text).Contexts, Is.EqualTo((string[])
            [
                "layer_0=" + project["a"], "layer_1=" + project["."], "layer_2=" + project["."],
                "layer_3=" + project["d"], "layer_4=" + project["e"], "layer_5=" + project["."],
            ]));
    }

    [TestCase("python3.12", "python/sitecustomize.py", "ENV PYTHONPATH=/opt/runtime_hooks/python${PYTHONPATH:+:$PYTHONPATH}")]
    [TestCase("java21", "java/agent.jar", "ENV JAVA_TOOL_OPTIONS=\"-javaagent:/opt/runtime_hooks/java/agent.jar${JAVA_TOOL_OPTIONS:+ $JAVA_TOOL_OPTIONS}\"")]
    public void LoadsTheProjectsHooks(string runtime, string file, string line)
    {
        using var project = new FunctionProject().With("h/app").With($"hooks/{file}");
        project.Settings = project.Settings with { RuntimeHooks = project["hooks"] };
        var folder = file.Split('/')[0];
        Assert.That(
            project.Dockerfile(Of(runtime, "h")),
            Does.Contain($"COPY --from=runtime_hooks /{folder}/ /opt/runtime_hooks/{folder}/\n{line}\n"));
        Assert.That(project.Image(Of(runtime, "h")).Contexts, Is.EqualTo(["runtime_hooks=" + project["hooks"]]));
    }

    [TestCase("nodejs22.x")]
    [TestCase("python3.12")]
    public void TakesNoHooksThatAreNotThere(string runtime)
    {
        using var project = new FunctionProject().With("h/app").With("hooks/java/agent.jar");
        project.Settings = project.Settings with { RuntimeHooks = project["hooks"] };
        Assert.That(project.Image(Of(runtime, "h")).Contexts, Is.Empty);
    }

    [Test]
    public void WrapsAnImage()
    {
        using var project = new FunctionProject();
        const string Text =
            "Resources: {F: {Type: AWS::Serverless::Function, Properties: {ImageUri: 'registry.example.com/f:1'}}}";
        Assert.That(
            project.Dockerfile(Text),
            Is.EqualTo("FROM registry.example.com/f:1\nCOPY --from=meta /version.json /app/version.json\n"));
        Assert.That(project.IgnoreFile(Text), Is.EqualTo("*\n"));
    }

    [Test]
    public void KeepsTheIgnoreFileOfTheFolder()
    {
        using var project = new FunctionProject().With("h/f.csproj").With("h/.dockerignore", "secret\r\n!obj/kept\n");
        Assert.That(
            project.IgnoreFile(Of("dotnet8", "h")),
            Is.EqualTo("**/.git\n**/.aws-sam\n**/bin\n**/obj\nsecret\n!obj/kept\n**/.esb\n**/obj/esb\n"));
    }

    [TestCase("obj/esb", "")]
    [TestCase("deep/obj/esb/", "")]
    [TestCase("artifacts/o[1]/esb/", "**/artifacts/o\\[1]/esb\n")]
    [TestCase("../elsewhere", "")]
    [TestCase(".", "")]
    public void LeavesOutWhatThisSdkWritesIntoTheFolder(string output, string line)
    {
        using var project = new FunctionProject();
        project.Settings = new(Path.GetFullPath(output, project["."])) { StateFolder = ".shop" };
        Assert.That(
            project.IgnoreFile(Of("java21", ".")),
            Is.EqualTo($"**/.git\n**/.aws-sam\n**/.shop\n**/obj/esb\n{line}"));
    }
}
