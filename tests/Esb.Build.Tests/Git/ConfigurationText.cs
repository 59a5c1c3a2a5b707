using Esb.Build.Git;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

public sealed class ConfigurationText
{
    private static readonly string[] Texts =
    [
        "[a]\nb = c",
        "\uFEFF[a]\r\n\tb = c \r\nd=e\r\n",
        "[A.B]\nC = d",
        "[a \"S u.B\"] b = c ; comment\n# comment\n; [x]\n\nd",
        "[a \"q\\\"u\\\\o\\te\"]\nb = \" x \" y  z\t",
        "[a]\nb = \"# no ; comment\" # comment \\\nc = 1\\\n 2\\n3\\t4\\\"5\\\\6\\b\n",
        "[a]\nb =\nc = \"\"\nb = 2\nb=3",
        "[a]\n  b-c2   =   d   e   ",
    ];

    [TestCaseSource(nameof(Texts))]
    public void IsReadAsGitReadsIt(string text)
    {
        using var repository = new TemporaryRepository();
        var file = repository.Write("config", text)["config"];

        var actual = GitConfigText.Parse(text, file).Select(static e => $"{e.Key}\n{e.Value}");

        // Git's list has no value for a key without `=`.
        var expected = repository.Git("config", "-z", "-f", file, "--list").TrimEnd('\n', '\0').Split('\0')
            .Select(static e => e.Contains('\n', StringComparison.Ordinal) ? e : e + "\ntrue");
        Assert.That(actual, Is.EqualTo(expected));
    }

    [TestCase("[a\nb = c")]
    [TestCase("[]\nb = c")]
    [TestCase("[a \"b\nc\"]\nb = c")]
    [TestCase("[a]\nb c")]
    [TestCase("[a]\n1b = c")]
    [TestCase("[a]\nb = \"c\n")]
    [TestCase("[a]\nb = \\x")]
    [TestCase("[a]\nb # c")]
    public void IsRefusedWhereGitRefusesIt(string text)
    {
        using var repository = new TemporaryRepository();
        var file = repository.Write("config", text)["config"];

        Assert.That(
            () => GitConfigText.Parse(text, file),
            Throws.InstanceOf<InexactException>().With.Message.Contains(file));
        Assert.That(() => repository.Git("config", "-f", file, "--list"), Throws.InvalidOperationException);
    }
}
