namespace Esb.Build.Images;

/// <summary>
/// The word that everything of one product is called by: image prefix (<c>esb-gateway</c>), state folder (<c>.esb</c>)
/// and prefix of environment variables (<c>ESB_TAG</c>).
/// </summary>
public sealed record Brand
{
    private Brand(string value) => Value = value;

    public string Value { get; }

    /// <summary>The folder at the repository's root that holds what builds share, such as <c>.esb</c>.</summary>
    public string StateFolder => "." + Value;

    /// <returns><see langword="null"/> when the text is no <see cref="ImageName.Legal"/> name.</returns>
    public static Brand? TryParse(string text) => ImageName.TryParse(text) is null ? null : new(text);

    /// <summary>The brand's environment variable: <c>ESB_TAG</c> for <c>TAG</c>.</summary>
    public string Variable(string name) => Uppercase(Value) + "_" + name;

    /// <summary>
    /// A name as the first part of a variable or build argument: <c>python-base</c> is <c>PYTHON_BASE</c>.
    /// </summary>
    public static string Uppercase(string name) =>
        string.Create(name.Length, name, static (result, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                result[i] = source[i] is '-' or '.' ? '_' : char.ToUpperInvariant(source[i]);
        });

    public override string ToString() => Value;
}
