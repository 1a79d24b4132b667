using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Engine.Rules;

/// <summary>
/// The rule language written down slowly and obviously: true, false or null for "cannot be known". What the engine answers must agree with it.
/// Shares no code with the engine's evaluation.
/// </summary>
internal static class RuleInterpreter
{
    public static bool Holds(Rule rule, RuleFacts facts) => !Counts(rule) || Ask(rule, facts) == true;

    private static bool Counts(Rule rule) => !rule.Muted && rule switch
    {
        AllOf all => all.Rules.Any(Counts),
        AnyOf any => any.Rules.Any(Counts),
        Not not => Counts(not.Rule),
        _ => true,
    };

    private static bool? Ask(Rule rule, RuleFacts facts)
    {
        switch (rule)
        {
            case AllOf all:
                var every = all.Rules.Where(Counts).Select(part => Ask(part, facts)).ToList();
                return every.Contains(false) ? false : every.Contains(null) ? null : true;
            case AnyOf any:
                var some = any.Rules.Where(Counts).Select(part => Ask(part, facts)).ToList();
                return some.Contains(true) ? true : some.Contains(null) ? null : false;
            case Not not:
                return !Ask(not.Rule, facts);
            case CustomerSegment segment:
                if (facts.Customer is null) return null;
                var member = facts.Customer.SegmentIds.Intersect(segment.SegmentIds).Any();
                return segment.Is == Membership.In ? member : !member;
            case CustomerMetadata metadata:
                return facts.Customer is null ? null : Metadata(facts.Customer.Metadata, metadata.Property, metadata.Is, metadata.Values);
            case OrderMetadata metadata:
                return Metadata(facts.OrderMetadata, metadata.Property, metadata.Is, metadata.Values);
            case InitialAmount c: return Compare(facts.InitialAmount, c.Is, c.Amount);
            case AmountBefore c: return Compare(facts.AmountBefore, c.Is, c.Amount);
            case TotalAmount c: return Compare(facts.TotalAmount, c.Is, c.Amount);
            case ItemsQuantity c: return Compare(facts.ItemsQuantity, c.Is, c.Quantity);
            case CampaignRedemptions c: return Compare(facts.CampaignRedemptions, c.Is, c.Limit);
            case CampaignRedemptionsPerCustomer c: return Compare(facts.CampaignRedemptionsOfCustomer, c.Is, c.Limit);
            case CodeRedemptionsPerCustomer c: return Compare(facts.CodeRedemptionsOfCustomer, c.Is, c.Limit);
            case CampaignDiscountedAmount c: return Compare(facts.CampaignDiscountedAmount, c.Is, c.Amount);
            case AnyItem item:
                var lines = facts.Lines.Where(line => line.Quantity > 0 && item.Items.Any(asked => IsItem(line, asked, facts))).ToList();
                return lines.Count > 0 && item.Where.All(part => part switch
                {
                    MatchedQuantity quantity => Compare(lines.Sum(line => (long)line.Quantity), quantity.Is, quantity.Quantity) == true,
                    MatchedAmount amount => Compare(lines.Sum(line => line.PriceAmount * line.Quantity ?? line.ExplicitAmount ?? 0), amount.Is, amount.Amount) == true,
                    _ => throw new NotSupportedException(),
                });
            default: throw new NotSupportedException(rule.GetType().Name);
        }
    }

    private static bool IsItem(OrderLine line, ItemReference asked, RuleFacts facts) => asked.Kind switch
    {
        ItemKind.Product => line.ProductId == asked.Id,
        ItemKind.Sku => line.SkuId == asked.Id,
        _ => line.CollectionIds.Contains(asked.Id),
    };

    private static bool? Compare(long? seen, Comparison comparison, long asked) => comparison switch
    {
        Comparison.Is => seen is null ? null : seen == asked,
        Comparison.IsNot => seen is null ? null : seen != asked,
        Comparison.MoreThan => seen is null ? null : seen > asked,
        Comparison.AtLeast => seen is null ? null : seen >= asked,
        Comparison.LessThan => seen is null ? null : seen < asked,
        Comparison.AtMost => seen is null ? null : seen <= asked,
        _ => throw new NotSupportedException(),
    };

    private static bool Metadata(MetadataBag bag, string property, MetadataTest test, IReadOnlyList<string> asked)
    {
        var found = bag.Find(property);
        if (test == MetadataTest.HasValue) return found is not null;
        if (test == MetadataTest.IsUnknown) return found is null;
        if (found is not { } value) return test == MetadataTest.IsNot;
        List<JsonElement> seen = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        if (test == MetadataTest.IsNot) return !seen.Any(one => asked.Any(other => Text(one, MetadataTest.Is, other)));
        if (test == MetadataTest.Contains && value.ValueKind == JsonValueKind.Array) test = MetadataTest.Is;
        return seen.Any(one => asked.Any(other => Text(one, test, other)));
    }

    private static bool Text(JsonElement seen, MetadataTest test, string asked)
    {
        var text = seen.ValueKind switch
        {
            JsonValueKind.String => seen.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => seen.GetRawText(),
            _ => null,
        };
        if (text is null) return false;
        var a = Number(text);
        var b = Number(asked);
        int? order = a is { } x && b is { } y ? x.CompareTo(y) : a is null && b is null ? string.CompareOrdinal(text, asked) : null;
        return test switch
        {
            MetadataTest.Is => a is not null && b is not null ? a == b : text == asked,
            MetadataTest.StartsWith => text.StartsWith(asked, StringComparison.Ordinal),
            MetadataTest.EndsWith => text.EndsWith(asked, StringComparison.Ordinal),
            MetadataTest.Contains => text.Contains(asked, StringComparison.Ordinal),
            MetadataTest.MoreThan => order > 0,
            MetadataTest.AtLeast => order >= 0,
            MetadataTest.LessThan => order < 0,
            MetadataTest.AtMost => order <= 0,
            _ => throw new NotSupportedException(),
        };
    }

    private static decimal? Number(string text) =>
        text.Length > 0 && (text[0] == '-' || char.IsAsciiDigit(text[0])) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
