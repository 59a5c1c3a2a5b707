using Esb.Build.Sam;

namespace Esb.Build.Tests.Sam;

public sealed class TableOfIntrinsics
{
    private const string Sections =
        """
        Parameters:
          Stage: {Type: String, Default: dev}
          Given: {Type: String}
          Numbers: {Type: CommaDelimitedList, Default: 'a, b,c'}
          Missing: {Type: String}
          Secret: {Type: AWS::SSM::Parameter::Value<String>, Default: /path}
        Mappings:
          Places:
            dev: {Name: near, List: [x, y]}
        Conditions:
          IsDev: !Equals [!Ref Stage, dev]
          IsProd: !Not [Condition: IsDev]
          Both: !And [!Condition IsDev, !Condition IsProd]
          Either: !Or [!Condition IsDev, !Condition IsProd]
          HereOrDev: !Or [!Equals [!Ref AWS::Region, x], !Condition IsDev]
          HereAndProd: !And [!Equals [!Ref AWS::Region, x], !Condition IsProd]
          Here: !Equals [!Ref 'AWS::Region', x]
          NotHere: !Not [!Condition Here]
          Circle: !Not [!Condition Circle]
          Odd: !Join ['', [a]]
        """;

    private static readonly SamParameter[] Parameters = [new("Given", "g"), new("AWS::AccountId", "123")];

    [TestCase("!Ref Stage", "dev")]
    [TestCase("{Ref: Given}", "g")]
    [TestCase("!Ref AWS::AccountId", "123")]
    [TestCase("!Sub 'f-${Stage}-${ Given }'", "f-dev-g")]
    [TestCase("{'Fn::Sub': '${!Stage}${Stage'}", "${Stage}${Stage")]
    [TestCase("!Sub ['${A}${Stage}', {A: !Ref Given}]", "gdev")]
    [TestCase("!Join ['-', [a, !Ref Stage]]", "a-dev")]
    [TestCase("{'Fn::Join': ['', !Ref Numbers]}", "abc")]
    [TestCase("!Join [',', !Split ['-', a-b]]", "a,b")]
    [TestCase("!Select [1, !Ref Numbers]", "b")]
    [TestCase("{'Fn::Select': ['0', {'Fn::Split': ['.', x.y]}]}", "x")]
    [TestCase("!FindInMap [Places, !Ref Stage, Name]", "near")]
    [TestCase("!Select [1, !FindInMap [Places, dev, List]]", "y")]
    [TestCase("!FindInMap [Places, none, Name, {DefaultValue: far}]", "far")]
    [TestCase("!If [IsDev, yes, no]", "yes")]
    [TestCase("{'Fn::If': [IsProd, yes, no]}", "no")]
    [TestCase("!If [Both, yes, no]", "no")]
    [TestCase("!If [Either, yes, no]", "yes")]
    [TestCase("!If [HereOrDev, yes, no]", "yes")]
    [TestCase("!If [HereAndProd, yes, no]", "no")]
    [TestCase("!If [IsDev, !If [IsProd, a, b], c]", "b")]
    [TestCase("!If [IsDev, !Ref AWS::NoValue, x]", "Hello")]
    [TestCase("!!str 007", "007")]
    [TestCase("3.10", "3.10")]
    public void GivesTheValue(string text, string value)
    {
        var properties = $"CodeUri: .\nFunctionName: {text}";
        var template = Template.Good(Template.WithFunction(properties, Sections), Parameters);
        Assert.That(template.Functions.Single().Name, Is.EqualTo(value));
    }

    [TestCase("!Ref Missing", "ESB2211", "'Missing'")]
    [TestCase("!Ref Secret", "ESB2211", "'Secret'")]
    [TestCase("!Ref AWS::Region", "ESB2211", "'AWS::Region'")]
    [TestCase("!Sub '${AWS::StackName}-f'", "ESB2211", "'AWS::StackName'")]
    [TestCase("!Ref Hello", "ESB2213", "'Hello'")]
    [TestCase("!GetAtt Hello.Arn", "ESB2213", "Fn::GetAtt")]
    [TestCase("!Sub '${Hello.Arn}'", "ESB2213", "Fn::GetAtt")]
    [TestCase("!ImportValue other", "ESB2213", "Fn::ImportValue")]
    [TestCase("!Join ['', [!ImportValue other]]", "ESB2213", "Fn::ImportValue")]
    [TestCase("!Select [0, [!ImportValue other]]", "ESB2213", "Fn::ImportValue")]
    [TestCase("!Select [!Ref Missing, [a]]", "ESB2211", "'Missing'")]
    [TestCase("!Select [0, !Split [a, !Ref Missing]]", "ESB2211", "'Missing'")]
    [TestCase("!FindInMap [Places, !Ref Missing, Name]", "ESB2211", "'Missing'")]
    [TestCase("!If [Here, a, b]", "ESB2211", "'AWS::Region'")]
    [TestCase("!If [NotHere, a, b]", "ESB2211", "'AWS::Region'")]
    [TestCase("!Ref Nothing", "ESB2214", "'Nothing'")]
    [TestCase("!Ref [a]", "ESB2214", "takes a name")]
    [TestCase("!If [Nothing, a, b]", "ESB2214", "'Nothing'")]
    [TestCase("!If [Circle, a, b]", "ESB2214", "itself")]
    [TestCase("!If [Odd, a, b]", "ESB2214", "Fn::Join")]
    [TestCase("!If [IsDev, a]", "ESB2214", "two values")]
    [TestCase("!FindInMap [Places, prod, Name]", "ESB2214", "'prod'")]
    [TestCase("!FindInMap [Places]", "ESB2214", "two keys")]
    [TestCase("!Select [3, [a]]", "ESB2214", "1 values")]
    [TestCase("!Select [a, b]", "ESB2214", "a list")]
    [TestCase("!Join [a]", "ESB2214", "separator")]
    [TestCase("!Join ['', [[a]]]", "ESB2214", "texts")]
    [TestCase("!Split ['', a]", "ESB2214", "separator")]
    [TestCase("!Select [0, !Split [a, [b]]]", "ESB2214", "a text")]
    [TestCase("!Sub [a]", "ESB2214", "Fn::Sub")]
    [TestCase("!Sub '${Numbers}'", "ESB2214", "no text")]
    [TestCase("!Equals [a, b]", "ESB2214", "Conditions")]
    [TestCase("!Reff Stage", "ESB2204", "'!Reff'")]
    [TestCase("!System.Diagnostics.Process x", "ESB2204", "Process")]
    [TestCase("!!python/object:os.system x", "ESB2204", "python")]
    [TestCase("[a]", "ESB2205", "a text")]
    public void SaysWhyThereIsNone(string text, string code, string why)
    {
        var problem = Template.Problem(
            Template.WithFunction($"CodeUri: .\nFunctionName: {text}", Sections), Parameters);
        Assert.That(problem.Rule.Code, Is.EqualTo(code), problem.ToString());
        Assert.That(problem.Message, Does.Contain(why));
        Assert.That(problem.Position, Has.Property("File").EqualTo(Template.Path));
        Assert.That(problem.Position!.Line, Is.GreaterThan(1));
    }

    [Test]
    public void IsSilentAboutWhatNoImageNeeds() =>
        Assert.That(
            Template.Read(Template.WithFunction(
                "CodeUri: .\nEnvironment: {Variables: {T: !Ref Missing, U: !GetAtt Hello.Arn}}\nRole: !Ref Nothing", Sections)).Problems,
            Is.Empty);

    [Test]
    public void ReportsThePlaceOfTheCall()
    {
        var problem = Template.Problem("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n"
            + "      CodeUri: .\n      Handler: a.b\n      Runtime: !ImportValue other\n");
        Assert.That(problem.ToString(), Does.StartWith(
            "/repo/template.yaml(7,16): Error ESB2213: Runtime of Function 'F' is known only after deployment: "));
    }
}
