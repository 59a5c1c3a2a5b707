using Esb.Testing;

namespace Esb.Docker.Tests.Functions;

/// <summary>
/// Packages that are installed where the base's user may write nothing. Its pip is one of ours: no network.
/// </summary>
public sealed class InstalledPackages : DockerFixture
{
    private const string Base = """
        FROM esb-test/busybox:1
        COPY --chmod=755 python3 /bin/python3
        USER 65534

        """;

    [Test]
    public void AreInImagesOfAnotherUser()
    {
        var folder = NewFolder();
        folder.Files.WriteImage("base", Base + CopyVersion);
        // python3 -m pip install --no-cache-dir --requirement FILE --target FOLDER
        folder.Files.Write("base/python3", "#!/bin/sh\ncp \"$6\" \"$8/installed\"\n");
        folder.Files.Write("code/requirements.txt", "of the code");
        folder.Files.Write("layer/requirements.txt", "of the layer");
        folder.Files.Write("template.yaml", """
            Resources:
              Svc:
                Type: AWS::Serverless::Function
                Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: code, Layers: [!Ref Layer]}
              Layer:
                Type: AWS::Serverless::LayerVersion
                Properties: {ContentUri: layer}
                Metadata: {BuildMethod: python3.12}

            """);
        folder.Files.WriteProject("""
            <ItemGroup>
              <EsbImage Include="base" Kind="base" Context="base" />
              <EsbSamTemplate Include="template.yaml" />
              <EsbLambdaBase Include="python" Image="base" />
            </ItemGroup>
            """);
        folder.Files.Commit();
        folder.MustBuild("-t:EsbImages");
        string[] print = ["sh", "-c", "cat /var/task/installed; echo; cat /opt/python/installed; echo; id -u"];
        Assert.That(DockerEngine.Print(folder.Image(), print), Is.EqualTo("of the code\nof the layer\n65534"));
    }
}
