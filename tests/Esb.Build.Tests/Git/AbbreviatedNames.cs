using Esb.Build.Git;
using Esb.Testing;

namespace Esb.Build.Tests.Git;

public sealed class AbbreviatedNames
{
    [Test]
    public void AreAsLongAsGitsWhenLoose()
    {
        using var repository = TwoThousandFiles();

        AreGitsOwn(repository);
    }

    [Test]
    public void AreAsLongAsGitsWhenPacked()
    {
        using var repository = TwoThousandFiles();
        repository.Git("gc", "-q");

        AreGitsOwn(repository);
    }

    private static TemporaryRepository TwoThousandFiles()
    {
        var repository = new TemporaryRepository();
        for (var i = 0; i < 2000; i++)
            repository.Write($"{i}", $"{i}");
        return repository.Commit();
    }

    // Four digits for two thousand objects: some sixty of them need more.
    private static void AreGitsOwn(TemporaryRepository repository)
    {
        var config = GitConfig.Read(repository[".git"], repository.Environment);
        var abbreviation = new Abbreviation(repository[".git"], config);
        var full = repository.Git("ls-tree", "HEAD").Split('\n').Select(static line => line[12..52]);
        var expected = repository.Git("ls-tree", "--abbrev=4", "HEAD").Split('\n')
            .Select(static line => line[12..line.IndexOf('\t', 12)]);

        var actual = full.Select(sha => abbreviation.Shorten(sha, 4)).ToList();

        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(actual.Count(static name => name.Length > 4), Is.GreaterThan(20));
    }
}
