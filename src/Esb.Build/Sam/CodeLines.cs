using System.Text.Encodings.Web;
using System.Text.Json;

namespace Esb.Build.Sam;

/// <summary>The lines that bring a function's own files into its image.</summary>
/// <param name="Stages">Stages before the image's own.</param>
/// <param name="Dependencies">Before the code, so that they stay in the cache when only the code changes.</param>
/// <param name="Images">What the stages stand on.</param>
internal sealed record CodeLines(string Stages, string Dependencies, string Code, IReadOnlyList<string> Images)
{
    private const string Unpacked = "COPY --from=code /code/ ./";
    private const string Compiled = "COPY --from=build /out/ ./";

    /// <param name="from">What the function stands on.</param>
    public static CodeLines Of(LambdaRuntime runtime, CodeFiles code, LambdaBases bases, string from)
    {
        if (code.Kind == CodeKind.Zip)
            return new(Unzip("code", bases.Unzipper, Copy(code.File, "/tmp/code.zip")), "", Unpacked, [bases.Unzipper]);
        if (code.Kind == CodeKind.Jar && runtime.Family == RuntimeFamily.Java)
            return new("", "", Copy(code.File, "lib/"), []);
        if (code.Kind != CodeKind.Folder)
            return new("", "", Copy(code.File, "./"), []);

        var builder = bases.Builder(runtime);
        return runtime.Family switch
        {
            RuntimeFamily.Python => Installed(from, Python(code)),
            RuntimeFamily.NodeJs => Installed(from, NodeJs(code)),
            RuntimeFamily.Java when code.Has("pom.xml") => new(Maven(builder), "", Compiled, [builder]),
            RuntimeFamily.DotNet when IsDotNet(code) => new(DotNet(builder), "", Compiled, [builder]),
            RuntimeFamily.Provided when IsDotNet(code) => new(Native(builder), "", Compiled, [builder]),
            _ => new("", "", "COPY . ./", []),
        };
    }

    public static bool IsDotNet(CodeFiles code) => code.HasProject("*.csproj") || code.HasProject("*.fsproj");

    /// <summary>
    /// A stage with an unpacked archive in <c>/code</c>: no instruction of a Dockerfile unpacks zips.
    /// </summary>
    public static string Unzip(string stage, string image, string copy) =>
        $"""
         FROM {image} AS {stage}
         {copy}
         RUN --network=none mkdir /code && unzip -q /tmp/code.zip -d /code

         """;

    /// <summary>In the form that takes every name; <c>from</c> a named context.</summary>
    public static string Copy(string file, string to, string from = "") =>
        $"COPY {(from.Length > 0 ? $"--from={from} " : "")}[{Quoted(file)}, {Quoted(to)}]";

    /// <summary>A JSON string on one line. It stands in no HTML, so only what JSON requires is escaped.</summary>
    public static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>
    /// A stage for steps that install something: where they need a user who may write, and the image has another one.
    /// </summary>
    public static string Install(string stage, string image, string steps) =>
        $"""
         FROM {image} AS {stage}
         USER 0
         WORKDIR /var/task
         {steps}

         """;

    public static string PipInstall(string folder) =>
        $"RUN python3 -m pip install --no-cache-dir --requirement {folder}/requirements.txt --target {folder}";

    private static CodeLines Installed(string from, string steps) => steps.Length == 0
        ? new("", "", "COPY . ./", [])
        : new(Install("dependencies", from, steps), "COPY --from=dependencies /var/task/ ./", "COPY . ./", []);

    private static string Python(CodeFiles code) => code.Has("requirements.txt")
        ? $"COPY requirements.txt ./\n{PipInstall("/var/task")}"
        : "";

    private static string NodeJs(CodeFiles code) =>
        code.Has("package-lock.json") && code.Has("package.json")
            ? "COPY package.json package-lock.json ./\nRUN npm ci --omit=dev"
        : code.Has("package.json") ? "COPY package.json ./\nRUN npm install --omit=dev"
        : "";

    // The classes at the root and their libraries in lib/, which is where Lambda's Java looks.
    private static string Maven(string image) =>
        $"""
         FROM {image} AS build
         WORKDIR /src
         COPY . ./
         RUN mvn --batch-mode -DskipTests -DincludeScope=runtime package dependency:copy-dependencies \
          && mkdir -p /out/lib \
          && cp -r target/classes/. /out/ \
          && if [ -d target/dependency ]; then cp target/dependency/*.jar /out/lib/; fi

         """;

    // Compiled on the machine's own platform for that of the image, which needs no emulation.
    private static string DotNet(string image) =>
        $"""
         FROM --platform=$BUILDPLATFORM {image} AS build
         ARG TARGETARCH
         WORKDIR /src
         COPY . ./
         RUN dotnet publish --configuration Release --arch $TARGETARCH --no-self-contained --output /out

         """;

    // Ahead of time there is no compiling for another platform. A variable of the environment, unlike an option, leaves
    // it to the project: one that stands on a base with .NET is small, and needs no package of the runtime.
    private static string Native(string image) =>
        $"""
         FROM {image} AS build
         WORKDIR /src
         COPY . ./
         RUN SelfContained=true dotnet publish --configuration Release --output /out

         """;
}
