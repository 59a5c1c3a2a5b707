using Esb.Build.Diagnostics;
using Esb.Build.Images;

namespace Esb.Build.Tests.Plans;

/// <summary>A base image of the project whose Dockerfile keeps steps (<c>ONBUILD</c>) for the images on it.</summary>
public sealed class TriggersOfABase
{
    private const string Meta = "COPY --from=meta /version.json /app/version.json\n";

    private ImageProject _project = null!;

    // The base stands behind the image on it, as items may.
    [SetUp]
    public void SetUp() => _project = new ImageProject().Image("app").Image("os-base", Base).Image("tools", Base);

    [TearDown]
    public void TearDown() => _project.Dispose();

    [TestCase("ONBUILD COPY --from=tools /t /t")]
    [TestCase("ONBUILD ADD --from=esb-tools:latest /t /t")]
    [TestCase("ONBUILD RUN --mount=type=bind,from=tools,target=/t true")]
    [TestCase("ENV T=tools\nONBUILD COPY --from=$T /t /t")]
    [TestCase("ONBUILD ENV T=tools\nONBUILD COPY --from=$T /t /t")]
    public void LinkTheImageToWhatTheyUse(string trigger)
    {
        Write("FROM scratch\n" + trigger, "FROM os-base");
        var app = _project.Planned("app");
        Assert.That(app.BuiltFrom, Is.EquivalentTo(new[] { "os-base", "tools" }));
        Assert.That(app.Contexts.Values, Has.Member("target:tools"));
        Assert.That(_project.Planned("os-base").BuiltFrom, Is.Empty);
    }

    [TestCase("FROM esb-os-base:latest", "", "")]
    [TestCase("ARG OS_BASE_IMAGE\nFROM $OS_BASE_IMAGE", "os-base", "")]
    [TestCase("FROM below", "", "below=target:os-base")]
    [TestCase("FROM debian AS below\nFROM below", "", "below=target:os-base")]
    public void AreFoundHoweverTheImageBeginsWithIt(string from, string baseImage, string context)
    {
        Replace(new ImageProject().Image("os-base", Base).Image("tools", Base).Image("app", i => i with
        {
            BaseImages = baseImage.Length > 0 ? [baseImage] : [],
            Contexts = context.Length > 0 ? [context] : [],
        }));
        Write("FROM scratch\nONBUILD COPY --from=tools /t /t", from);
        Assert.That(_project.Planned("app").BuiltFrom, Has.Member("tools"));
    }

    [Test]
    public void AreThoseOfTheStageThatIsTheBase()
    {
        Replace(new ImageProject().Image("app").Image("tools", Base)
            .Image("os-base", static i => i with { Kind = "base", Stage = "one" }));
        Write("FROM scratch AS one\n" + Meta + "FROM scratch AS two\nONBUILD COPY --from=tools /t /t", "FROM os-base");
        Assert.That(_project.Planned("app").BuiltFrom, Is.EqualTo(["os-base"]));
    }

    [Test]
    public void RunOnceOnly()
    {
        _project.Image("top");
        Write("FROM scratch\nONBUILD COPY --from=tools /t /t", "FROM os-base");
        _project.Folder.Write("top/Dockerfile", "FROM esb-app\n" + Meta);
        Assert.That(_project.Planned("top").BuiltFrom, Is.EqualTo(["app"]));
    }

    [Test]
    public void MayUseAStageOfTheImage()
    {
        Write("FROM scratch\nONBUILD COPY --from=tools /t /t", "FROM debian AS tools\nFROM os-base");
        Assert.That(_project.Planned("app").BuiltFrom, Is.EqualTo(["os-base"]));
        Assert.That(_project.Planned("app").ExternalImages, Is.EqualTo(["debian"]));
    }

    [Test]
    public void ReadTheContextOfTheImage()
    {
        Write("FROM scratch\nONBUILD COPY package.json /app/", "FROM os-base\nCOPY src /src");
        var app = _project.Planned("app");
        Assert.That(app.ContextReads[""], Is.EqualTo(["package.json", "src"]));
        Assert.That(app.ContextReads["meta"], Is.EqualTo(["version.json"]));
        Assert.That(app.ContextReads["os-base"], Is.EqualTo([""]));
        Assert.That(_project.Planned("os-base").ContextReads[""], Is.Empty);
    }

    [Test]
    public void MakeTheImageOneThatIsAlwaysBuilt()
    {
        Write("FROM scratch\nONBUILD ADD https://example.com/x /x", "FROM os-base");
        var unpinned = _project.Planned("app").Unpinned;
        Assert.That(unpinned, Does.StartWith("os-base/Dockerfile:2 adds https://example.com/x, "));
        Assert.That(_project.Planned("os-base").Unpinned, Is.Empty);
    }

    [Test]
    public void NeedWhatTheImageMustBeAllowed()
    {
        Write("FROM scratch\nONBUILD RUN --network=host true", "FROM os-base");
        var app = _project.Planned("app");
        Assert.That(app.Entitlements, Is.EqualTo(["network.host"]));
        Assert.That(app.EntitlementLines.Single().Position.File, Is.EqualTo(_project.Folder["os-base/Dockerfile"]));
        Assert.That(_project.Planned("os-base").Entitlements, Is.Empty);
    }

    [Test]
    public void RequireSecretsOfTheImage()
    {
        Write("FROM scratch\nONBUILD RUN --mount=type=secret,id=ca,required=true true", "FROM os-base");
        var problem = _project.Problems().Single();
        Assert.That(problem.Rule, Is.EqualTo(Rules.MissingMount));
        Assert.That(problem.Position, Is.EqualTo(new SourcePosition(_project.Folder["os-base/Dockerfile"], 2, 13)));
        Assert.That(problem.Message, Does.Contain("'app'"));
    }

    [Test]
    public void SeeNoArgumentThatTheImageDeclaresAfterThem()
    {
        Replace(new ImageProject().Image("app", static i => i with { Secrets = ["ca=ca.crt"] }).Image("os-base", Base));
        _project.Folder.Write("ca.crt", "CA");
        Write("FROM scratch\nONBUILD RUN --mount=type=secret,id=ca true", "FROM os-base\nARG CA_FINGERPRINT");
        Assert.That(_project.Planned("app").Arguments.Keys, Has.Member("BUILDKIT_SANDBOX_HOSTNAME"));
    }

    [Test]
    public void EndInACircleThatIsReported()
    {
        Write("FROM app-base\nONBUILD RUN true", "FROM os-base");
        _project.Image("app-base", Base);
        _project.Folder.Write("app-base/Dockerfile", "FROM os-base\nONBUILD RUN true\n" + Meta);
        Assert.That(_project.Problems().Select(static p => p.Rule), Is.EqualTo([Rules.BaseImageCycle]));
    }

    private static ImageItem Base(ImageItem item) => item with { Kind = "base" };

    private void Replace(ImageProject project)
    {
        _project.Dispose();
        _project = project;
    }

    private void Write(string osBase, string app)
    {
        _project.Folder.Write("os-base/Dockerfile", osBase + "\n" + Meta);
        _project.Folder.Write("app/Dockerfile", app + "\n" + Meta);
    }
}
