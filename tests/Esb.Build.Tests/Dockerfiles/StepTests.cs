using Esb.Build.Dockerfiles;

namespace Esb.Build.Tests.Dockerfiles;

public sealed class NeedOfAStep
{
    [TestCase("RUN --mount=type=secret,id=ca,required=true x", "Secret ca 2:5")]
    [TestCase("RUN --mount=type=secret,id=ca,required x", "Secret ca 2:5")]
    [TestCase("RUN --mount=type=secret,required=1,target=/etc/ssl/ca.crt x", "Secret ca.crt 2:5")]
    [TestCase("RUN --mount=type=secret,source=ca,required=True x", "Secret ca 2:5")]
    [TestCase("RUN --mount=TYPE=Secret,ID=ca,REQUIRED=TRUE x", "Secret ca 2:5")]
    [TestCase("RUN --mount=\"type=secret\",\"id=ca\",\"required=true\" x", "Secret ca 2:5")]
    [TestCase("RUN \\\n  --mount=type=secret,id=ca,required=true x", "Secret ca 3:3")]
    [TestCase("RUN --mount=type=ssh,required=true x", "Ssh default 2:5")]
    [TestCase("RUN --mount=type=ssh,id=deploy,required x", "Ssh deploy 2:5")]
    [TestCase("RUN --mount=type=secret,id=ca x", "")]
    [TestCase("RUN --mount=type=secret,id=ca,required=false x", "")]
    [TestCase("RUN --mount=type=secret,id=$SET_BY_A,required=true x", "")]
    [TestCase("RUN --mount=type=secret,id=ca,required=$SET_BY_A x", "")]
    [TestCase("RUN --mount=type=cache,id=ca,required=true x", "")]
    [TestCase("ONBUILD RUN --mount=type=secret,id=ca,required=true x", "")]
    [TestCase("RUN --network=host x", "Entitlement network.host 2:5")]
    [TestCase("RUN --security=insecure --network=host x",
        "Entitlement security.insecure 2:5, Entitlement network.host 2:25")]
    [TestCase("RUN --network=none --security=sandbox x", "")]
    [TestCase("COPY --network=host x /", "")]
    public void IsRead(string steps, string needs) => Assert.That(Needs("FROM a\n" + steps), Is.EqualTo(needs));

    [TestCase("ARG ID=c\nFROM scratch\nARG ID\nRUN --mount=type=secret,id=${ID}a,required=true x", "Secret ca 4:5")]
    [TestCase("FROM scratch\nENV R=true\nRUN --mount=type=ssh,required=$R x", "Ssh default 3:5")]
    [TestCase("FROM a AS x\nRUN --network=host x\nFROM b", "")]
    [TestCase("FROM a AS x\nRUN --network=host x\nFROM b\nCOPY --from=x / /", "Entitlement network.host 2:5")]
    [TestCase("FROM a AS x\nONBUILD RUN --network=host x\nFROM x\nFROM b", "")]
    [TestCase("FROM a AS x\nONBUILD RUN --network=host x\nFROM x", "Entitlement network.host 2:13")]
    public void IsThatOfTheTarget(string text, string needs) => Assert.That(Needs(text), Is.EqualTo(needs));

    private static string Needs(string text)
    {
        var needs = new List<StepNeed>();
        ReachedSteps.Show(Read.Text(text), new(), step => needs.AddRange(StepNeed.Of(step)));
        return string.Join(", ", needs.Select(static n => $"{n.Kind} {n.Name} {n.Position.Line}:{n.Position.Column}"));
    }
}

public sealed class AddressInAStep
{
    private const string Sha = "0123456789abcdef0123456789abcdef01234567";

    [TestCase("ADD https://example.com/x /x", "https://example.com/x")]
    [TestCase("ADD a http://example.com/x b /x/", "http://example.com/x")]
    [TestCase("ADD git@example.com:x.git /x", "git@example.com:x.git")]
    [TestCase("ADD https://example.com/x.git#main:sub /x", "https://example.com/x.git#main:sub")]
    [TestCase("ADD https://example.com/x.git#0123456789abcdef /x", "https://example.com/x.git#0123456789abcdef")]
    [TestCase("ADD ssh://git@example.com/x?branch=main /x", "ssh://git@example.com/x?branch=main")]
    [TestCase("ADD https://example.com/x#" + Sha + " /x", "https://example.com/x#" + Sha)]
    [TestCase("ADD --checksum= https://example.com/x /x", "https://example.com/x")]
    [TestCase("ADD [\"https://example.com/a b\", \"/x\"]", "https://example.com/a b")]
    [TestCase("ENV V=1\nADD https://example.com/$V /x", "https://example.com/1")]
    [TestCase("ADD https://example.com/$SET_BY_A /x", "https://example.com/$SET_BY_A")]
    [TestCase("ARG U=https://example.com/$SET_BY_A\nADD $U /x", "$U")]
    [TestCase("ADD $SET_BY_A /x", "$SET_BY_A")]
    [TestCase("ADD ht$SET_BY_A /x", "ht$SET_BY_A")]
    [TestCase("ADD ${SET_BY_A:-https://example.com/x} /x", "${SET_BY_A:-https://example.com/x}")]
    [TestCase("ARG TARGETARCH\nADD https://example.com/$TARGETARCH /x", "https://example.com/$TARGETARCH")]
    public void IsFoundUnlessItIsPinned(string steps, string address) =>
        Assert.That(Addresses("FROM a\n" + steps), Is.EqualTo(address));

    [TestCase("ADD --checksum=sha256:00 https://example.com/x /x")]
    [TestCase("ADD --checksum=$SET_BY_A https://example.com/x /x")]
    [TestCase("ADD https://example.com/x.git#" + Sha + " /x")]
    [TestCase("ADD https://example.com/x.git#" + Sha + ":sub /x")]
    [TestCase("ADD https://example.com/x.git?ref=main&checksum=" + Sha + " /x")]
    [TestCase("ADD git@example.com:x.git#" + Sha + "0123456789abcdef01234567 /x")]
    [TestCase("ADD git@example.com:x.git?commit=" + Sha + "&subdir=a /x")]
    [TestCase("ADD a.tar ftp://a github.com/a/b ./http:/x /x/")]
    [TestCase("ADD dir/$SET_BY_A /x")]
    [TestCase("ARG TARGETARCH\nADD $TARGETARCH /x")]
    [TestCase("ADD <<EOF /x\nhttps://example.com/x\nEOF")]
    [TestCase("COPY https://example.com/x /x")]
    [TestCase("RUN curl https://example.com/x")]
    [TestCase("ONBUILD ADD https://example.com/x /x")]
    public void IsNone(string steps) => Assert.That(Addresses("FROM a\n" + steps), Is.Empty);

    [TestCase("FROM a AS x\nADD https://example.com/x /x\nFROM b", "")]
    [TestCase("FROM a AS x\nONBUILD ADD https://example.com/x /x\nFROM x", "https://example.com/x")]
    public void IsThatOfTheTarget(string text, string address) => Assert.That(Addresses(text), Is.EqualTo(address));

    private static string Addresses(string text)
    {
        var found = new List<FetchedSource>();
        ReachedSteps.Show(Read.Text(text), new(), step => found.AddRange(FetchedSource.Of(step)));
        return string.Join(", ", found.Select(static f => f.Address));
    }
}

public sealed class StartOfAnUnknownText
{
    [TestCase("a$U", "a")]
    [TestCase("a\"b$U\"c", "ab")]
    [TestCase("$A$U", "foo")]
    [TestCase("a$P", "abar-")]
    [TestCase("a${P}$U", "abar-")]
    [TestCase("a${P:-x}", "a")]
    [TestCase("a${P%-}", "a")]
    [TestCase("a${A:+$P}", "a")]
    [TestCase("a${U:+$A}", "a")]
    public void IsWhatStandsBeforeIt(string text, string start)
    {
        var variables = new Variables(othersAreUnknown: true);
        variables.Set("A", new("foo", true));
        variables.Set("P", new("bar-$U", false) { Start = "bar-" });
        Assert.That(Expansion.Expand(text, variables, '\\').Start, Is.EqualTo(start));
    }
}
