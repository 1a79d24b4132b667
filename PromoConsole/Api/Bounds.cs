namespace PromoConsole.Api;

/// <summary>How much a request may hold. Generous for shops, small enough that no request can hurt.</summary>
internal static class Bounds
{
    /// <summary>Bytes of a body.</summary>
    public const int Body = 1024 * 1024;

    /// <summary>Bytes of a body with many records.</summary>
    public const int BulkBody = 10 * 1024 * 1024;

    /// <summary>Records of such a body.</summary>
    public const int BulkItems = 100_000;

    /// <summary>Levels of objects and lists within each other.</summary>
    public const int Depth = 16;

    /// <summary>Minor units: ten thousand million in the main unit. Sums over the most lines stay far inside 64 bits.</summary>
    public const long Amount = 1_000_000_000_000;

    public const int Quantity = 1_000_000;

    public const int OrderLines = 500;

    /// <summary>Characters of a code, id or source id.</summary>
    public const int Id = 200;

    /// <summary>Characters of the shop's own id of a thing that is stored.</summary>
    public const int SourceId = 255;

    /// <summary>Characters of the name of a product or SKU.</summary>
    public const int ProductName = 300;

    /// <summary>Things put on a list at once.</summary>
    public const int ListItems = 20_000;

    public const int Code = 100;

    /// <summary>Characters of a name, e-mail address or similar.</summary>
    public const int Name = 200;

    /// <summary>Characters of a description or reason.</summary>
    public const int Words = 2000;

    public const int MetadataKeys = 100;

    public const int MetadataText = 5000;

    /// <summary>Characters of one object's metadata in all.</summary>
    public const int Metadata = 50_000;

    /// <summary>Characters of the reason of a rollback.</summary>
    public const int Reason = 1000;

    public const int IdempotencyKey = 255;
}
