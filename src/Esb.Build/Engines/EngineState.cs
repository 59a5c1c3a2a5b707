namespace Esb.Build.Engines;

/// <summary>A question to the engine about all images at once.</summary>
/// <param name="Images"> Each the references that should be one and the same image, first the main one; usually a
/// single request answers for all of them. As the user wrote them: one without a tag means <c>latest</c>.
/// </param>
public sealed record EngineQuestion(DockerSettings Docker, IReadOnlyList<IReadOnlyList<string>> Images);

/// <summary>What the engine has.</summary>
/// <param name="EngineId">Which engine it is: the id that it keeps in its data folder, or its address where it tells
/// none.</param>
/// <param name="Builder">The builder that bake is called with and its driver: <c>default (docker)</c>.</param>
/// <param name="Images"> The identity (<c>sha256:…</c>) of each reference that was asked for; one that is missing is
/// not there. It is what bake calls <c>containerimage.digest</c> when it exports to this engine: the digest of the
/// manifest or index in the containerd image store, that of the image's configuration in the classic one.
/// </param>
public sealed record EngineState(string EngineId, string Builder, IReadOnlyDictionary<string, string> Images);
