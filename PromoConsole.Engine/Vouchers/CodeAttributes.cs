using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Vouchers;

/// <summary>Custom attributes to be laid over those of a code that exists.</summary>
public sealed record CodeAttributes(string Code, MetadataBag Metadata);
