namespace Esb.Build.Engines;

/// <summary>An answer of the engine's API.</summary>
/// <param name="IsLast">Whether the engine closes the connection after it.</param>
internal sealed record HttpAnswer(int Status, ReadOnlyMemory<byte> Body, bool IsLast);
