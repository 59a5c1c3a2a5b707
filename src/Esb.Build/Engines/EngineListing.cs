namespace Esb.Build.Engines;

/// <summary>What an engine says of itself.</summary>
/// <param name="Id">Empty where it does not tell it.</param>
/// <param name="Images">How many it has; 0 where it does not tell it.</param>
internal sealed record EngineInfo(string Id, int Images);

/// <summary>What an engine has of the images that it was asked for.</summary>
/// <param name="Id">Empty where the engine does not tell it.</param>
/// <param name="Images">Identity by <see cref="FamiliarReference"/>; may have more than was asked for.</param>
internal sealed record EngineListing(string Id, IReadOnlyDictionary<string, string> Images);
