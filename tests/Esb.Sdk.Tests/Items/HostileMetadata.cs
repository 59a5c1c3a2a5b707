using System.Text.Json;
using Esb.Testing;

namespace Esb.Sdk.Tests.Items;

/// <summary>What a user writes reaches bake as written: in MSBuild's escapes before, in bake's afterwards.</summary>
public sealed class HostileMetadata : SdkFixture
{
    private JsonDocument _bake = null!;
    private BuildOutcome _build = null!;

    [OneTimeSetUp]
    public void Build()
    {
        var folder = NewImageFolder("""
            <ItemGroup>
              <EsbImage Include="gateway" Context="gateway">
                <BuildArgs>
                  SHELL=${HOME};
                  TEMPLATE=%25{ if };
                  SEMICOLON=a%3Bb;
                  DOLLAR=%24(HOME) $HOME;
                  QUOTES="a" 'b' \c;
                  LINES=one%0Atwo;
                  COMMA=a,b=c;
                  BLANKS=%20a%20;
                  ESCAPED=%2541;
                  STAR=*.txt?;
                  UMLAUT=äöü 日本 😀;
                  MARKUP=&lt;a&gt; &amp; b;
                  EMPTY=;
                </BuildArgs>
                <Labels>com.example.${key}=value</Labels>
                <Groups>all;
                  edge</Groups>
              </EsbImage>
            </ItemGroup>
            """);
        _build = folder.Build("images.proj", "-t:EsbGenerateBakeFile");
        _bake = JsonDocument.Parse(folder.Read("obj/esb/images.proj/docker-bake.json"));
    }

    [OneTimeTearDown]
    public void Dispose() => _bake.Dispose();

    [Test]
    public void IsNoProblem() =>
        Assert.That((_build.Succeeded, _build.Codes), Is.EqualTo((true, Array.Empty<string>())));

    [TestCase("SHELL", "$${HOME}")]
    [TestCase("TEMPLATE", "%%{ if }")]
    [TestCase("SEMICOLON", "a;b")]
    [TestCase("DOLLAR", "$(HOME) $HOME")]
    [TestCase("QUOTES", "\"a\" 'b' \\c")]
    [TestCase("LINES", "one\ntwo")]
    [TestCase("COMMA", "a,b=c")]
    [TestCase("BLANKS", " a ")]
    [TestCase("ESCAPED", "%41")]
    [TestCase("STAR", "*.txt?")]
    [TestCase("UMLAUT", "äöü 日本 😀")]
    [TestCase("MARKUP", "<a> & b")]
    [TestCase("EMPTY", "")]
    public void ReachesTheBakeFile(string name, string expected) =>
        Assert.That(Target.GetProperty("args").GetProperty(name).GetString(), Is.EqualTo(expected));

    [Test]
    public void ReachesItInKeysToo() =>
        Assert.That(Target.GetProperty("labels").GetProperty("com.example.$${key}").GetString(), Is.EqualTo("value"));

    [Test]
    public void MayBeAListOverSeveralLines() =>
        Assert.That(
            _bake.RootElement.GetProperty("group").GetProperty("edge").GetProperty("targets")[0].GetString(),
            Is.EqualTo("gateway"));

    private JsonElement Target => _bake.RootElement.GetProperty("target").GetProperty("gateway");
}
