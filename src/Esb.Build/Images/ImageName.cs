namespace Esb.Build.Images;

/// <summary>
/// An image's name inside its repository: one path component of an image reference, such as <c>gateway</c>.
/// </summary>
public sealed record ImageName
{
    public const string Legal =
        "lower-case letters and digits, with single '.', '_', '__' or any number of '-' between them, "
        + "at most 128 characters";

    private ImageName(string value) => Value = value;

    public string Value { get; }

    /// <returns><see langword="null"/> when the text is not <see cref="Legal"/>.</returns>
    public static ImageName? TryParse(string text) =>
        text.Length <= 128 && ReferenceGrammar.IsPathComponent(text) ? new(text) : null;

    public override string ToString() => Value;
}
