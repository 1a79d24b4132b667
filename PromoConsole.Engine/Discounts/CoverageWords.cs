using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Discounts;

/// <summary>What a discount covers, as a person says it.</summary>
public static class CoverageWords
{
    /// <summary>" from Outdoor and Socks, except Cap"; a part of a sentence that begins with its space, empty when everything is covered.</summary>
    public static string Of(Coverage coverage, Wording wording, Func<string, string> nameOf)
    {
        var included = coverage.Included.Select(entry => nameOf(entry.Item.Id) + Details(entry, wording)).ToList();
        var text = included.Count == 0 ? "" : coverage.All ? $", {DiscountWords.And(included)} with limits" : $" from {DiscountWords.And(included)}";
        return coverage.Excluded.Count == 0 ? text : $"{text}, except {DiscountWords.And([.. coverage.Excluded.Select(entry => nameOf(entry.Item.Id))])}";
    }

    /// <summary>How far an entry is covered: "every 2nd piece after the first, most expensive first; at most 3 pieces a line"; empty when fully.</summary>
    public static string Of(CoverageEntry entry, Wording wording)
    {
        var parts = new List<string>();
        if (Order(entry, wording) is { Length: > 0 } order) parts.Add(order);
        if (entry.PriceFormula is not null) parts.Add("for a price by formula");
        else if (entry.PriceAmount is { } price) parts.Add($"for {wording.Money(price)} a piece");
        if (entry.QuantityLimit is { } units) parts.Add($"at most {wording.Counted(units, "piece", "pieces")} a line");
        if (entry.AggregatedQuantityLimit is { } all) parts.Add($"at most {wording.Counted(all, "piece", "pieces")} together");
        foreach (var limit in entry.UnitLimits ?? []) parts.Add(Of(limit, wording));
        if (entry.AmountLimit is { } amount) parts.Add($"at most {wording.Money(amount)} a line");
        if (entry.AggregatedAmountLimit is { } together) parts.Add($"at most {wording.Money(together)} together");
        if (entry.Strict) parts.Add("without its variants");
        return string.Join("; ", parts);
    }

    /// <summary>"at most 100 pieces of each product in the campaign".</summary>
    public static string Of(UnitLimit limit, Wording wording)
    {
        var pieces = $"at most {wording.Counted(limit.Limit, "piece", "pieces")}{(limit.PerProduct ? " of each product" : "")}";
        return limit.Scope switch
        {
            UnitScope.Campaign => $"{pieces} in the campaign",
            UnitScope.CampaignCustomer => $"{pieces} for each customer in the campaign",
            UnitScope.Incentive => $"{pieces} by each code or tier",
            _ => $"{pieces} for each customer by each code or tier",
        };
    }

    private static string Details(CoverageEntry entry, Wording wording) => Of(entry, wording) is { Length: > 0 } details ? $" ({details})" : "";

    private static string Order(CoverageEntry entry, Wording wording)
    {
        var what = entry.Target == CandidateTarget.Unit ? "piece" : "line";
        var after = entry.SkipInitially switch { 0 => "", 1 => " after the first", var skip => $" after the first {wording.Number(skip)}" };
        if (entry.Repeat is null && entry.Candidates is Candidates.Cheapest or Candidates.MostExpensive && entry.Repeat is null)
            return $"only the {(entry.Candidates == Candidates.Cheapest ? "cheapest" : "most expensive")} {what}{after}";
        var sorted = entry.Candidates switch
        {
            Candidates.Cheapest or Candidates.FromCheapest => "cheapest first",
            Candidates.MostExpensive or Candidates.FromMostExpensive => "most expensive first",
            _ => "",
        };
        var every = entry.Repeat is > 1 and var step ? $"every {Ordinal(step, wording)} {what}{after}" : after.Length > 0 ? $"every {what}{after}" : "";
        return string.Join(", ", new[] { every, sorted }.Where(part => part.Length > 0));
    }

    private static string Ordinal(int number, Wording wording)
    {
        var ending = (number % 100) is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
        return wording.Number(number) + ending;
    }
}
