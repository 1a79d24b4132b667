using System.Globalization;
using System.Text.Json;
using System.Xml;
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
    public static bool Holds(Rule rule, RuleFacts facts) => !Counts(rule) || Ask(rule, condition => Condition(condition, facts)) == true;

    private static bool Counts(Rule rule) => !rule.Muted && rule switch
    {
        AllOf all => all.Rules.Any(Counts),
        AnyOf any => any.Rules.Any(Counts),
        Not not => Counts(not.Rule),
        FlagCondition { Kind.Word: var word } => !word.EndsWith("discount_applicable", StringComparison.Ordinal) && !word.EndsWith("match_all", StringComparison.Ordinal),
        _ => true,
    };

    private static bool? Ask(Rule rule, Func<Condition, bool?> leaf) => rule switch
    {
        AllOf all => Every(all.Rules.Where(Counts).Select(part => Ask(part, leaf))),
        AnyOf any => Some(any.Rules.Where(Counts).Select(part => Ask(part, leaf))),
        Not not => !Ask(not.Rule, leaf),
        _ => leaf((Condition)rule),
    };

    private static bool? Every(IEnumerable<bool?> parts)
    {
        var all = parts.ToList();
        return all.Contains(false) ? false : all.Contains(null) ? null : true;
    }

    private static bool? Some(IEnumerable<bool?> parts)
    {
        var all = parts.ToList();
        return all.Contains(true) ? true : all.Contains(null) ? null : false;
    }

    private static bool? Condition(Condition condition, RuleFacts facts)
    {
        if (condition.Kind.NeedsCustomer && facts.Customer is null && condition.Kind.Budget is null) return null;
        switch (condition)
        {
            case NumberCondition { Kind.Word: "order.items.price_any" } c:
                return Lines(facts).Count == 0 ? null : Some(Lines(facts).Select(line => Number(line.PriceAmount, c.Tests)));
            case NumberCondition { Kind.Word: "order.items.price_each" } c:
                return Lines(facts).Count == 0 ? null : Every(Lines(facts).Select(line => Number(line.PriceAmount, c.Tests)));
            case NumberCondition { Kind.Budget: { } measure } when (facts.Budget ?? BudgetUse.None)[measure] is null: return null;
            case NumberCondition c:
                return Number(c.Kind.Word switch
                {
                    "order.initial_amount" => facts.InitialAmount,
                    "order.amount" => facts.AmountBefore,
                    "order.total_amount" => facts.TotalAmount,
                    "order.items.count" => facts.ItemsQuantity,
                    "redemption.reward.pay_with_points.points_used" => facts.PointsUsed,
                    _ => facts.Budget![c.Kind.Budget!.Value],
                }, c.Tests);
            case MembershipCondition c:
                return c.Tests.All(test => Member(test, c.Kind.Word switch
                {
                    "customer.segment" => facts.Customer!.SegmentIds,
                    "customer.loyalty.tier" => facts.LoyaltyTierIds ?? [],
                    "redemption.user.login" => facts.User is { } user ? [user] : [],
                    _ => new[] { facts.ApiKeyId, facts.ApiKeyName }.OfType<string>(),
                }, c.Kind.Word == "redemption.user.login"));
            case FlagCondition c:
                return facts.IsHolder == c.Is;
            case MetadataCondition { Kind.Word: "order.items.metadata_any" } c:
                return Lines(facts).Any(line => Metadata(Of(line, c.Property), c, facts));
            case MetadataCondition { Kind.Word: "order.items.metadata_each" } c:
                return Lines(facts).Count > 0 && Lines(facts).All(line => Metadata(Of(line, c.Property), c, facts));
            case MetadataCondition { Kind.Word: "product.metadata" } c:
                var having = Lines(facts).Where(line => Metadata(Of(line, c.Property), c, facts)).ToList();
                var every = c.Where is { } marks && Leaves(marks).Any(mark => mark is FlagCondition { Is: true, Muted: false, Kind.Word: "product.metadata.match_all" });
                return having.Any(line => Fulfils(c.Where, line, having, facts)) && (!every || having.Count == Lines(facts).Count);
            case MetadataCondition c:
                return Metadata(c.Kind.Word switch
                {
                    "customer.metadata" => facts.Customer!.Metadata,
                    "order.metadata" => facts.OrderMetadata,
                    "redemption.metadata" => facts.RedemptionMetadata,
                    _ => facts.EventMetadata,
                }, c, facts);
            case MomentCondition c:
                var now = JsonSerializer.SerializeToElement(facts.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                var clocks = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(facts.Now, facts.Catalogue.Project.Zone).DateTime);
                return c.Tests.All(test => test.Is == Operator.WithinDay
                    ? test.Values.Any(value => clocks.IsBetween(TimeOnly.Parse(value.Text.Split('/')[0], CultureInfo.InvariantCulture), TimeOnly.Parse(value.Text.Split('/')[1], CultureInfo.InvariantCulture)))
                    : Metadata(now, test, facts));
            case ItemsCondition c:
                return Items(c, facts);
            default: throw new NotSupportedException(condition.GetType().Name);
        }
    }

    private static List<OrderLine> Lines(RuleFacts facts) => [.. facts.Lines.Where(line => line.Quantity > 0)];

    private static IEnumerable<Condition> Leaves(Rule rule) => rule switch
    {
        AllOf all => all.Rules.SelectMany(Leaves),
        AnyOf any => any.Rules.SelectMany(Leaves),
        Not not => Leaves(not.Rule),
        _ => [(Condition)rule],
    };

    private static bool Items(ItemsCondition c, RuleFacts facts)
    {
        bool InFrom(OrderLine line) => c.From.Count == 0 || c.From.Any(id => IsItem(line, new(ItemKind.Collection, id)));
        bool Named(OrderLine line) => (c.Items.Count == 0 || c.Items.Any(item => IsItem(line, item))) && !c.Except.Any(item => IsItem(line, item));
        var lines = Lines(facts);
        var matching = lines.Where(line => Named(line) && InFrom(line)).ToList();
        switch (c.Kind.Word)
        {
            case "order.items.any": return matching.Any(line => Fulfils(c.Where, line, matching, facts));
            case "order.items.none": return matching.Count == 0;
            case "order.items.every": return lines.Count > 0 && matching.Count == lines.Count && matching.All(line => Fulfils(c.Where, line, matching, facts));
            case "product.id" or "sku.id":
                var positive = lines.Where(line => (c.Items.Count == 0 || c.Items.Any(item => IsItem(line, item))) && InFrom(line)).ToList();
                return (c.Items.Count == 0 || positive.Any(line => Fulfils(c.Where, line, positive, facts)))
                    && (c.Except.Count == 0 || !lines.Any(line => c.Except.Any(item => IsItem(line, item))));
            default:
                var priced = lines.Where(line => line.PriceAmount is not null && InFrom(line)).ToList();
                if (priced.Count == 0) return false;
                var extreme = c.Kind.Word == "order.items.cheapest" ? priced.Min(line => line.PriceAmount) : priced.Max(line => line.PriceAmount);
                var qualified = priced.Where(line => line.PriceAmount == extreme && Named(line)).ToList();
                return qualified.Count > 0 && qualified.All(line => Fulfils(c.Where, line, qualified, facts));
        }
    }

    private static bool Fulfils(Rule? where, OrderLine line, List<OrderLine> matching, RuleFacts facts) =>
        where is null || !Counts(where) || Ask(where, sub => sub switch
        {
            NumberCondition c => Number(c.Kind.Word switch
            {
                "order.items.price" or "product.price" or "sku.price" => line.PriceAmount,
                "order.items.quantity" or "product.quantity" or "sku.quantity" => line.Quantity,
                "order.items.aggregated_quantity" or "product.metadata.aggregated_quantity" => matching.Sum(one => (long)one.Quantity),
                _ => matching.Sum(one => one.PriceAmount * one.Quantity ?? one.ExplicitAmount ?? 0),
            }, c.Tests),
            MetadataCondition c => Metadata(Of(line, c.Property), c, facts),
            _ => throw new NotSupportedException(sub.Kind.Word),
        }) == true;

    private static bool IsItem(OrderLine line, ItemReference asked) => asked.Kind switch
    {
        ItemKind.Product => line.ProductId == asked.Id || line.SourceId == asked.Id,
        ItemKind.Sku => line.SkuId == asked.Id || line.SourceId == asked.Id,
        _ => line.CollectionIds.Contains(asked.Id),
    };

    private static bool Member(RuleTest test, IEnumerable<string> seen, bool anyCase)
    {
        var names = seen.ToList();
        var found = names.Count > 0 && test.Values.Any(value => value.Text == "__ANY__"
            || names.Any(name => string.Equals(name, value.Text, anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)));
        return test.Is == Operator.Is ? found : !found;
    }

    private static bool? Number(long? seen, IReadOnlyList<RuleTest> tests) => Every(tests.Select(test =>
    {
        List<long> asked = [.. test.Values.Select(value => long.Parse(value.Text, CultureInfo.InvariantCulture))];
        return (bool?)(test.Is switch
        {
            Operator.HasValue => seen is not null,
            Operator.IsUnknown => seen is null,
            Operator.IsNot => seen is null || asked.All(value => seen != value),
            _ when seen is null => null,
            Operator.Is => asked.Any(value => seen == value),
            Operator.MoreThan => asked.Any(value => seen > value),
            Operator.AtLeast => asked.Any(value => seen >= value),
            Operator.LessThan => asked.Any(value => seen < value),
            Operator.AtMost => asked.Any(value => seen <= value),
            _ => throw new NotSupportedException(test.Is.ToString()),
        });
    }));

    // The line's own, else the SKU's, else the product's.
    private static MetadataBag? Of(OrderLine line, string property) =>
        new[] { line.Metadata, line.Item?.SkuMetadata, line.Item?.ProductMetadata }.FirstOrDefault(bag => bag?.Find(property) is not null);

    private static bool Metadata(MetadataBag? bag, MetadataCondition condition, RuleFacts facts)
    {
        var found = bag?.Find(condition.Property);
        return condition.Tests.All(test => Metadata(found, test, facts));
    }

    private static bool Metadata(JsonElement? found, RuleTest test, RuleFacts facts)
    {
        if (test.Is == Operator.IsUnknown) return found is null;
        if (found is not { } value) return test.Is == Operator.IsNot;
        var isList = value.ValueKind == JsonValueKind.Array;
        List<JsonElement> seen = isList ? [.. value.EnumerateArray()] : [value];
        List<string> asked = [.. test.Values.Select(one => one.Text)];
        bool Same(JsonElement one, string other) => Text(one, Operator.Is, other, facts);
        return test.Is switch
        {
            Operator.HasValue => true,
            Operator.IsNot or Operator.NotIntersect => !seen.Any(one => asked.Any(other => Same(one, other))),
            Operator.NotDiffer => (isList || asked.Count > 0) && seen.All(one => asked.Any(other => Same(one, other))) && asked.All(other => seen.Any(one => Same(one, other))),
            Operator.Count => asked.Any(other => Number(other) == seen.Count),
            Operator.CountMore => asked.Any(other => Number(other) < seen.Count),
            Operator.CountLess => asked.Any(other => Number(other) > seen.Count),
            Operator.Contains when isList => seen.Any(one => asked.Any(other => Same(one, other))),
            _ => seen.Any(one => asked.Any(other => Text(one, test.Is, other, facts))),
        };
    }

    private static bool Text(JsonElement seen, Operator test, string asked, RuleFacts facts)
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
        var order = a is { } x && b is { } y ? x.CompareTo(y) : a is null && b is null ? Chronological(text, asked, facts) ?? string.CompareOrdinal(text, asked) : (int?)null;
        var zone = facts.Catalogue.Project.Zone;
        var today = TimeZoneInfo.ConvertTime(facts.Now, zone).Date;
        double? ago = Day(text, zone) is { } day ? (today - day).TotalDays : null;
        var days = b is { } number ? (double)number : (double?)null;
        return test switch
        {
            Operator.Is => a is not null && b is not null ? a == b : text == asked,
            Operator.StartsWith => text.StartsWith(asked, StringComparison.Ordinal),
            Operator.EndsWith => text.EndsWith(asked, StringComparison.Ordinal),
            Operator.Contains => text.Contains(asked, StringComparison.Ordinal),
            Operator.MoreThan => order > 0,
            Operator.AtLeast => order >= 0,
            Operator.LessThan => order < 0,
            Operator.AtMost => order <= 0,
            Operator.Before => Chronological(text, asked, facts) < 0,
            Operator.After => Chronological(text, asked, facts) > 0,
            Operator.MoreThanDaysAgo => ago > days,
            Operator.LessThanDaysAgo => ago >= 0 && ago < days,
            Operator.DaysAgo => ago == days,
            Operator.MoreThanDaysAhead => -ago > days,
            Operator.LessThanDaysAhead => ago <= 0 && -ago < days,
            Operator.DaysAhead => -ago == days,
            Operator.DayOfWeek => ago is not null && days is not null && (double)Day(text, zone)!.Value.DayOfWeek == days,
            Operator.Within => asked.Split('/') is [var from, var to] && Chronological(text, from, facts) >= 0
                && (text.Length > 10 && to.Length > 10 ? Chronological(text, to, facts) < 0 : Chronological(text, to, facts) <= 0),
            Operator.WithinPast => Between(text, facts.Now - XmlConvert.ToTimeSpan(asked), facts.Now, zone),
            Operator.WithinFuture => Between(text, facts.Now, facts.Now + XmlConvert.ToTimeSpan(asked), zone),
            _ => throw new NotSupportedException(test.ToString()),
        };
    }

    private static bool Between(string seen, DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone) => seen.Length == 10
        ? Day(seen, zone) is { } day && day >= TimeZoneInfo.ConvertTime(from, zone).Date && day <= TimeZoneInfo.ConvertTime(to, zone).Date
        : Instant(seen, zone) is { } at && at >= from && at <= to;

    private static int? Chronological(string seen, string asked, RuleFacts facts)
    {
        var zone = facts.Catalogue.Project.Zone;
        if (Day(seen, zone) is not { } a || Day(asked, zone) is not { } b) return null;
        return seen.Length == 10 || asked.Length == 10 ? a.CompareTo(b) : Instant(seen, zone)!.Value.CompareTo(Instant(asked, zone)!.Value);
    }

    private static DateTime? Day(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : Instant(text, zone) is { } at ? TimeZoneInfo.ConvertTime(at, zone).Date : null;

    private static DateTimeOffset? Instant(string text, TimeZoneInfo zone)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall)) return new(wall, zone.GetUtcOffset(wall));
        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static decimal? Number(string text) =>
        text.Length > 0 && (text[0] == '-' || char.IsAsciiDigit(text[0])) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
