namespace Esb.Build.Images;

/// <summary>The tag of an image reference, such as <c>latest</c> or <c>v1.2.3-docker</c>.</summary>
public sealed record Tag
{
    public const string Legal =
        "letters, digits, '_', '.' and '-', not beginning with '.' or '-', at most 128 characters";

    private Tag(string value) => Value = value;

    public string Value { get; }

    /// <returns><see langword="null"/> when the text is not <see cref="Legal"/>.</returns>
    public static Tag? TryParse(string text) => ReferenceGrammar.IsTag(text) ? new(text) : null;

    public override string ToString() => Value;
}
