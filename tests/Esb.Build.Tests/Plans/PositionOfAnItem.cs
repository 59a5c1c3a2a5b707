using Esb.Build.Diagnostics;
using Esb.Build.Plans;
using Esb.Testing;

namespace Esb.Build.Tests.Plans;

public sealed class PositionOfAnItem
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new("we ird#%41");

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("a", 4, 5)]
    [TestCase("b", 5, 5)]
    [TestCase("c", 5, 5)]
    [TestCase("d", 7, 14)]
    [TestCase("other", 0, 0)]
    [TestCase("x", 0, 0)]
    public void IsTheLineOfItsElement(string name, int line, int column)
    {
        var path = _folder.Write("p.proj", """
            <?xml version="1.0"?>
            <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <ItemGroup>
                <EsbImage Include="a" />
                <EsbImage Include="b; c;
                    $(More)" />
                <Other /><EsbImage Update="d" />
                <Compile Include="x" />
              </ItemGroup>
            </Project>
            """);
        Assert.That(ItemPosition.Find(new(path), "EsbImage", name), Is.EqualTo(new SourcePosition(path, line, column)));
    }

    [Test]
    public void IsOnlyTheFileWhereThatCannotBeRead()
    {
        var broken = _folder.Write("p.proj", "<Project><Esb");
        Assert.That(ItemPosition.Find(new(broken), "EsbImage", "a"), Is.EqualTo(new SourcePosition(broken)));
        Assert.That(ItemPosition.Find(new("/no/where"), "EsbImage", "a"), Is.EqualTo(new SourcePosition("/no/where")));
        Assert.That(ItemPosition.Find(new(""), "EsbImage", "a"), Is.EqualTo(new SourcePosition("")));
    }
}
