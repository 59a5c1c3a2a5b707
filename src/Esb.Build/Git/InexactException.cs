using System.Diagnostics.CodeAnalysis;

namespace Esb.Build.Git;

/// <summary>
/// Where an answer would be a guess. Never leaves <see cref="LibGit2Program"/>, which makes a problem of it.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "Only thrown here, and always with a reason")]
[SuppressMessage("Design", "CA1064", Justification = "Never leaves its room")]
internal sealed class InexactException(string message) : Exception(message);
