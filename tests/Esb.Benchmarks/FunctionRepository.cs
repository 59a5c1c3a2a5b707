using System.Globalization;
using System.Text;

namespace Esb.Benchmarks;

/// <summary>A repository with one template, each function with a folder of its own, and all with one layer.</summary>
internal sealed class FunctionRepository : MeasuredRepository
{
    public FunctionRepository(int functions)
    {
        var template = new StringBuilder("""
            Globals:
              Function: {Runtime: python3.12, Handler: app.handler, Timeout: 10, Layers: [!Ref Shared]}
            Resources:
              Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}
              Table: {Type: AWS::Serverless::SimpleTable}

            """);
        for (var i = 0; i < functions; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"function{i:0000}");
            template.Append(FunctionOf(name));
            Folder.Write($"{name}/app.py", $"# {Brand} {name}\n");
        }

        Folder.Write("template.yaml", template.ToString());
        Folder.Write("layer/python/shared.py", $"# {Brand}\n");
        WriteProject("""
            <ItemGroup>
              <EsbSamTemplate Include="template.yaml" />
              <EsbLambdaBase Include="python" Image="esb-test/busybox:1" />
            </ItemGroup>
            """);
        Folder.Commit();
    }

    // As long as people's own are.
    private static string FunctionOf(string name) =>
        $$"""
          {{name}}:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: {{name}}
              CodeUri: {{name}}
              Description: !Sub "${AWS::StackName} {{name}}"
              MemorySize: 256
              Environment:
                Variables: {NAME: {{name}}, TABLE: !Ref Table, REGION: !Ref AWS::Region}
              Policies:
                - Version: '2012-10-17'
                  Statement: [{Effect: Allow, Action: ['dynamodb:GetItem'], Resource: !GetAtt Table.Arn}]
              Events:
                Http: {Type: Api, Properties: {Path: /{{name}}, Method: post} }

        """;
}
