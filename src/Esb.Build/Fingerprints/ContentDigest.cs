using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Esb.Build.Fingerprints;

/// <summary>A SHA-256, without an object of its own: a context may have 100,000 of them.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ContentDigest(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>Bytes.</summary>
    public const int Length = 32;

    /// <param name="bytes"><see cref="Length"/> bytes.</param>
    public static ContentDigest Parse(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <param name="bytes">Gets <see cref="Length"/> bytes.</param>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, First);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], Third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], Fourth);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
