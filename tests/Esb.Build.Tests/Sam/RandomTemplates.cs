using System.Text;
using Esb.Build.Diagnostics;
using Esb.Build.Sam;
using Esb.Testing;

namespace Esb.Build.Tests.Sam;

/// <summary>Whatever a template is, reading it ends in a model or in problems at places in the file.</summary>
[Category(LongForm.Category)]
public sealed class RandomTemplates
{
    private static readonly string[] Words =
    [
        "Resources:", "Globals:", "Function:", "Parameters:", "Conditions:", "Mappings:", "Properties:", "Metadata:", "Type: AWS::Serverless::Function",
        "Type: AWS::Serverless::LayerVersion", "Type: AWS::Lambda::Function", "Runtime: python3.12", "Handler: a.b", "CodeUri: .", "ImageUri: a:1",
        "ContentUri: l", "Layers:", "Architectures: [arm64]", "Condition: C", "Environment:", "Variables:", "Default: x", "FunctionName:",
        "!Ref A", "!Sub '${A}-${B.C}'", "!Join ['', [a, b]]", "!If [C, a, b]", "!Equals [a, a]", "!Not [!Condition C]", "!FindInMap [M, a, b]",
        "!Select [0, [a]]", "!Split [',', 'a,b']", "!GetAtt A.B", "!ImportValue x", "Ref: A", "Fn::Sub: x", "Fn::If:", "A:", "B:", "C:", "F:", "- a", "- ",
        "&x", "*x", "<<: *x", "{", "}", "[", "]", ",", ":", "'", "\"", "|", ">", "#", "!", "%", "@", "\t", "\r", "\u2028", "\u00e9", "\ud83d\ude00", "? ", "---", "...", "~",
    ];

    private static int Count { get; } = LongForm.Of(3000, 20_000);

    private static string FromWords(Random random)
    {
        var text = new StringBuilder("Resources:\n");
        for (var i = random.Next(60); i > 0; i--)
        {
            text.Append(Words[random.Next(Words.Length)]);
            text.Append(random.Next(3) == 0 ? " " : "\n" + new string(' ', random.Next(5) * 2));
        }

        return text.ToString();
    }

    private static string WithWounds(Random random)
    {
        var text = new StringBuilder(Template.WithFunction(
            "CodeUri: src\nLayers: [!Ref L]\nEnvironment: {Variables: {A: !Sub '${P}', B: !If [C, x, y]}}\nTimeout: 3",
            "Parameters:\n  P: {Default: p}\nConditions:\n  C: !Equals [!Ref P, p]\nGlobals:\n  Function:\n    MemorySize: 128\n")
            + "\n  L:\n    Type: AWS::Serverless::LayerVersion\n    Properties: {ContentUri: l}\n");
        for (var i = random.Next(3); i > 0; i--)
        {
            var at = random.Next(text.Length);
            if (random.Next(2) == 0)
                text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
            else
                text.Insert(at, Words[random.Next(Words.Length)]);
        }

        return text.ToString();
    }

    private static byte[] FromBytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        for (var i = 0; random.Next(2) == 0 && i < bytes.Length; i++)
            bytes[i] = (byte)" \n:-[]{}!&*#'\"abc"[bytes[i] % 17];
        return bytes;
    }

    private static byte[] Next(Random random) => random.Next(4) switch
    {
        0 => FromBytes(random),
        1 => Encoding.UTF8.GetBytes(FromWords(random)),
        _ => Encoding.UTF8.GetBytes(WithWounds(random)),
    };

    [Test]
    public void AreAModelOrProblemsInTheFile()
    {
        var (models, errors) = (0, 0);
        for (var seed = 0; seed < Count; seed++)
        {
            var bytes = Next(new(seed));
            var problems = new ProblemList();
            var template = SamTemplateReader.Parse(Template.Path, bytes, [], problems);
            foreach (var problem in problems.Found)
                Assert.That(IsInside(problem.Position!, bytes), $"seed {seed}: {problem}");
            Assert.That(template is not null || problems.HasErrors, $"seed {seed}: nothing");
            if (template is { Functions.Count: > 0 })
                Assert.That(IsYaml(FunctionsFile.Text(Runs(template))), $"seed {seed}");
            models += template is { Functions.Count: > 0 } ? 1 : 0;
            errors += problems.HasErrors ? 1 : 0;
        }

        Assert.That(models, Is.GreaterThan(Count / 10));
        Assert.That(errors, Is.GreaterThan(Count / 4));
    }

    private static RunFunction[] Runs(SamTemplate template) =>
        [.. template.Functions.Select(static f => new RunFunction(f.Name, "x", FunctionsFile.Settings(f)))];

    private static bool IsYaml(string text) => Template.Read(text).Problems.Single().Rule == Rules.NoResources;

    private static bool IsInside(SourcePosition position, byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        return position.File is Template.Path && position.Line >= 1 && position.Line <= lines.Length
            && position.Column >= 1 && position.Column <= lines[position.Line - 1].Length + 1
            && position is { EndLine: 0, EndColumn: 0 };
    }
}
