namespace Esb.Build.Engines;

/// <summary>What an engine says of itself and its images.</summary>
/// <param name="Id">Empty where the engine does not tell it.</param>
/// <param name="Images">Identity by <see cref="FamiliarReference"/>; may have more than was asked for.</param>
internal sealed record EngineAnswer(string Id, IReadOnlyDictionary<string, string> Images);

/// <summary>One image, as the engine shows it.</summary>
/// <param name="Id">Its identity; see <see cref="EngineState.Images"/>.</param>
/// <param name="Names">All its tags and digests, each a <see cref="FamiliarReference"/>.</param>
/// <param name="Size">Bytes; 0 where it does not say.</param>
internal sealed record InspectedImage(string Id, IReadOnlyList<string> Names, long Size);
