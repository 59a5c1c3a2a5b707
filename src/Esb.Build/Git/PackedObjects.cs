using System.Buffers.Binary;
using System.Text;

namespace Esb.Build.Git;

/// <summary>
/// Names of objects, read from git's own indexes. LibGit2Sharp always abbreviates to seven digits; git takes more the
/// more objects there are, and both must agree on the digit.
/// </summary>
internal static class PackedObjects
{
    private const int NameBytes = 20;
    private const int FanoutBytes = 256 * 4;
    private const uint IndexMagic = 0xFF744F63;

    /// <summary>The indexes of all packs in a folder of objects.</summary>
    public static IEnumerable<string> Indexes(string objects)
    {
        var folder = Path.Combine(objects, "pack");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.idx")
                .Where(static index => File.Exists(Path.ChangeExtension(index, ".pack")))
            : [];
    }

    /// <summary>
    /// How many objects git believes to be packed. It does not count loose ones, and those of a multi-pack index only
    /// once.
    /// </summary>
    /// <param name="useMultiPackIndex">The setting <c>core.multiPackIndex</c>.</param>
    public static long Count(string objects, bool useMultiPackIndex)
    {
        var file = Path.Combine(objects, "pack", "multi-pack-index");
        if (Directory.Exists(file + ".d"))
            throw new InexactException("the repository has an incremental multi-pack index");

        var (count, packs) = useMultiPackIndex && File.Exists(file) ? MultiPackIndex(file) : (0, "");
        foreach (var index in Indexes(objects))
        {
            if (!packs.Contains($"\0{Path.GetFileName(index)}\0", StringComparison.Ordinal))
                count += CountOf(index);
        }

        return count;
    }

    /// <summary>
    /// How many leading digits of <paramref name="name"/> the most similar other object of a pack has, too.
    /// </summary>
    public static int LongestCommonStart(string index, byte[] name)
    {
        using var file = File.OpenHandle(index);
        var isVersion2 = IsVersion2(file, index);
        var fanout = isVersion2 ? 8 : 0;
        var entry = isVersion2 ? NameBytes : NameBytes + 4;
        var from = name[0] == 0 ? 0 : (long)Number(file, fanout + ((name[0] - 1) * 4));
        var names = new byte[(Number(file, fanout + (name[0] * 4)) - from) * entry];
        RandomAccess.Read(file, names, fanout + FanoutBytes + (from * entry));

        var longest = 0;
        for (var at = entry - NameBytes; at < names.Length; at += entry)
            longest = Math.Max(longest, CommonStart(name, names.AsSpan(at, NameBytes)));
        return longest;
    }

    /// <summary>Common leading hexadecimal digits; 0 for the same name, which is no other object.</summary>
    public static int CommonStart(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other)
    {
        var same = name.CommonPrefixLength(other);
        if (same == name.Length)
            return 0;
        return (same * 2) + ((name[same] ^ other[same]) < 16 ? 1 : 0);
    }

    private static long CountOf(string index)
    {
        using var file = File.OpenHandle(index);
        return Number(file, (IsVersion2(file, index) ? 8 : 0) + FanoutBytes - 4);
    }

    private static bool IsVersion2(Microsoft.Win32.SafeHandles.SafeFileHandle file, string index)
    {
        // Version 1 has no head: it begins with its table of counts.
        if (Number(file, 0) != IndexMagic)
            return false;
        return Number(file, 4) == 2 ? true : throw new InexactException($"'{index}' has an unknown version");
    }

    private static (long Count, string Packs) MultiPackIndex(string path)
    {
        const uint Fanout = 0x4F494446; // OIDF
        const uint PackNames = 0x504E414D; // PNAM
        const int Head = 12;
        using var file = File.OpenHandle(path);
        var chunks = (Number(file, 4) >> 8) & 0xFF;
        var (count, packs) = (-1L, "");
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var at = Head + (chunk * 12);
            var (start, next) = (Number(file, at + 8), Number(file, at + 20));
            if (Number(file, at) == Fanout)
                count = Number(file, start + FanoutBytes - 4);
            if (Number(file, at) != PackNames)
                continue;

            var names = new byte[next - start];
            RandomAccess.Read(file, names, start);
            packs = "\0" + Encoding.ASCII.GetString(names) + "\0";
        }

        return count >= 0 && packs.Length > 0 ? (count, packs) : throw new InexactException($"'{path}' is damaged");
    }

    private static uint Number(Microsoft.Win32.SafeHandles.SafeFileHandle file, long at)
    {
        Span<byte> bytes = stackalloc byte[4];
        return RandomAccess.Read(file, bytes, at) == bytes.Length
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : throw new InexactException("an index of packed objects is cut off");
    }
}
