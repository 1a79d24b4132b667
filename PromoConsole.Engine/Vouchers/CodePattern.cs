namespace PromoConsole.Engine.Vouchers;

/// <summary>How random codes look. Concept: code_config.</summary>
public sealed record CodePattern
{
    /// <summary>Letters and digits without the ones people confuse (0 O 1 I L).</summary>
    public const string NoLookAlikes = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>Every <c>#</c> becomes a random character, the rest stays; null means <see cref="Length"/> random characters.</summary>
    public string? Pattern { get; init; }

    /// <summary>Random characters when there is no pattern. Default 8.</summary>
    public int Length { get; init; } = 8;

    /// <summary>Characters to draw from, each once.</summary>
    public string Charset { get; init; } = NoLookAlikes;

    /// <summary>Constant text in front.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Constant text behind.</summary>
    public string Postfix { get; init; } = "";
}
