using System.Collections.Immutable;
using PromoConsole.Components.Carts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Components.RuleBuilder.Trial;

/// <summary>Everything a rule is tried with.</summary>
public sealed record TrialInput : CartInput
{
    /// <summary>Platform id; null is a guest.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Laid over those stored of the customer.</summary>
    public ImmutableList<CartAttribute> CustomerAttributes { get; init; } = [];

    /// <summary>Of the redemption itself.</summary>
    public ImmutableList<CartAttribute> RedemptionAttributes { get; init; } = [];

    /// <summary>As if it were this instant; null is now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The same, to be kept beside a rule.</summary>
    public RuleExample ToExample(string name, bool mustPass) => new()
    {
        Name = name,
        MustPass = mustPass,
        CustomerId = CustomerId,
        CustomerMetadata = Given(CustomerAttributes),
        Order = Order,
        RedemptionMetadata = Given(RedemptionAttributes),
        AsOf = At,
    };

    /// <summary>Of an example, to look at it again.</summary>
    public static TrialInput Of(RuleExample example)
    {
        var input = new TrialInput
        {
            CustomerId = example.CustomerId,
            CustomerAttributes = [.. CartAttribute.Of(example.CustomerMetadata)],
            RedemptionAttributes = [.. CartAttribute.Of(example.RedemptionMetadata)],
            At = example.AsOf,
        };
        return example.Order is { } order ? input.With(order, whole: true) : input;
    }

    private static MetadataBag? Given(IReadOnlyList<CartAttribute> attributes) => CartAttribute.Bag(attributes) is { IsEmpty: false } bag ? bag : null;
}
