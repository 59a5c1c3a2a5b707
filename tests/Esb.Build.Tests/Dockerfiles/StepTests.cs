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
