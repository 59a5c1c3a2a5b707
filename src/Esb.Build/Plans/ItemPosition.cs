using System.Xml;
using Esb.Build.Diagnostics;

namespace Esb.Build.Plans;

/// <summary>Finds the line of an item, which MSBuild does not tell tasks, in the project file that holds it.</summary>
public static class ItemPosition
{
    /// <param name="file">The file that defines the item, without a line.</param>
    /// <param name="itemType">The element's name.</param>
    /// <param name="include">One entry of the element's <c>Include</c> (or <c>Update</c>).</param>
    /// <returns>The file with the line, or without where the text is not found, as for an item from a wildcard or a
    /// property.</returns>
    public static SourcePosition Find(SourcePosition file, string itemType, string include)
    {
        if (!File.Exists(file.File))
            return file;

        try
        {
            // A stream, because the reader would take a path for a URL, in which '#' and '%' mean something.
            using var stream = File.OpenRead(file.File);
            using var reader = XmlReader.Create(
                stream, new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element
                    && reader.LocalName.Equals(itemType, StringComparison.Ordinal)
                    && Names(reader, include))
                {
                    var line = (IXmlLineInfo)reader;
                    // The reader points at the name; the element begins with the bracket before it.
                    return file with { Line = line.LineNumber, Column = Math.Max(1, line.LinePosition - 1) };
                }
            }
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // MSBuild has read this file; that we cannot any more must not hide the problem that is being reported.
        }

        return file;
    }

    private static bool Names(XmlReader reader, string include) =>
        Has(reader.GetAttribute("Include"), include) || Has(reader.GetAttribute("Update"), include);

    private static bool Has(string? list, string entry) =>
        list is not null && list.Split(';', StringSplitOptions.TrimEntries).Contains(entry, StringComparer.Ordinal);
}
