using System.Security;
using Esb.Testing;

namespace Esb.Docker.Tests.Values;

/// <summary>
/// Whatever a user writes in a value or key is in the image as written: through XML, MSBuild, JSON, bake and
/// BuildKit.
/// </summary>
public sealed class HostileValues : DockerFixture
{
    private static readonly string[] Texts =
    [
        "${HOME}", "$${HOME}", "$$$", "$", "%{if true}x%{endif}", "%%{ if }", "100%", "%41", "%3B", "a;b", "a,b=c", "\"a\" 'b' `c`", @"c:\new\t", "one\ntwo",
        "one\r\ntwo", "\ttab", " blank ", "äöü 日本 😀", "<a> & b", "$(HOME)", "@(Compile)", "%(Identity)", "*.txt?", "#no", "target:svc", "null", "", "{{.}}", "${",
    ];

    private DockerFolder _folder = null!;
    private Dictionary<string, string?> _labels = null!;

    private static IEnumerable<TestCaseData> Cases =>
        Texts.Index().Select(static t => new TestCaseData(t.Index, t.Item).SetArgDisplayNames($"{t.Index}: {t.Item}"));

    [OneTimeSetUp]
    public void Build()
    {
        _folder = NewFolder();
        var arguments = string.Concat(Texts.Index().Select(static t => $"ARG A{t.Index}\n"));
        var prints = string.Join(
            " && ", Texts.Index().Select(static t => $"printf %s \"$A{t.Index}\" >/values/{t.Index}"));
        _folder.Files.WriteImage(
            "svc", $"FROM esb-test/busybox:1\n{arguments}RUN mkdir /values && {prints}\n" + CopyVersion);
        _folder.Files.WriteProject($"""
            <ItemGroup>
              <EsbImage Include="svc" Context="svc">
                <BuildArgs>{List(static t => $"A{t.Index}={t.Item}")}</BuildArgs>
                <Labels>{List(static t => $"value.{t.Index}={t.Item}")};
                        {List(static t => $"{Key(t.Item)}={t.Index}")}</Labels>
              </EsbImage>
            </ItemGroup>
            """);
        _folder.Files.Commit();
        _folder.MustBuild("-t:EsbImages");
        _labels = DockerEngine.Inspect(_folder.Image()).GetProperty("Config").GetProperty("Labels").EnumerateObject()
            .ToDictionary(static l => l.Name, static l => l.Value.GetString(), StringComparer.Ordinal);
    }

    [TestCaseSource(nameof(Cases))]
    public void ArriveAsBuildArguments(int number, string text) =>
        Assert.That(DockerEngine.Read(_folder.Image(), $"/values/{number}"), Is.EqualTo(text));

    [TestCaseSource(nameof(Cases))]
    public void ArriveAsLabels(int number, string text) => Assert.That(_labels[$"value.{number}"], Is.EqualTo(text));

    [TestCaseSource(nameof(Cases))]
    public void ArriveAsKeys(int number, string text) =>
        Assert.That(_labels.GetValueOrDefault(Key(text)), Is.EqualTo($"{number}"));

    // The name ends at the first equals sign, and blanks around it are not part of it.
    private static string Key(string text) => $"key.{text.Replace('=', '-')}.end";

    private static string List(Func<(int Index, string Item), string> entry) =>
        string.Join(';', Texts.Index().Select(t => Escape(entry(t))));

    // As MSBuild's documentation says, then as XML wants it.
    private static string Escape(string text)
    {
        foreach (var special in "%$@'();?*\n\r\t ")
            text = text.Replace($"{special}", $"%{(int)special:X2}", StringComparison.Ordinal);
        return SecurityElement.Escape(text);
    }
}
