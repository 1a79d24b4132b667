namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR user-defined type is stored. Declared only so that SqlClient finds its types.</summary>
public enum Format
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>SQL Server lays the fields out.</summary>
    Native,

    /// <summary>The type writes itself through <see cref="IBinarySerialize"/>.</summary>
    UserDefined,
}

/// <summary>A user-defined type that reads and writes its own bytes.</summary>
public interface IBinarySerialize
{
    /// <summary>Restores the value from its bytes.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value's bytes.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a CLR type as a SQL Server user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How values are stored.</summary>
    public Format Format { get; } = format;

    /// <summary>Largest size in bytes; -1 means up to 2 GB.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether every value takes the same number of bytes.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether byte order equals value order.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method SQL Server calls to check a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The type's name in SQL Server.</summary>
    public string? Name { get; set; }
}

/// <summary>A type that was used as a user-defined type and is none.</summary>
public sealed class InvalidUdtException : SystemException
{
    /// <summary>Without a reason.</summary>
    public InvalidUdtException() { }

    /// <summary>With a reason.</summary>
    public InvalidUdtException(string message) : base(message) { }

    /// <summary>With a reason and what caused it.</summary>
    public InvalidUdtException(string message, Exception innerException) : base(message, innerException) { }
}
