namespace Esb.Build.Diagnostics;

/// <summary>How bad a problem is: an error ends the build, a warning does not.</summary>
public enum Severity
{
    Warning,
    Error,
}
