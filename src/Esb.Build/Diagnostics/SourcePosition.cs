namespace Esb.Build.Diagnostics;

/// <summary>A place in a user's file. Lines and columns count from 1; 0 means unknown.</summary>
public sealed record SourcePosition(string File, int Line = 0, int Column = 0, int EndLine = 0, int EndColumn = 0);
