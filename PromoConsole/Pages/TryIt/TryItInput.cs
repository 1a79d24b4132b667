using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using PromoConsole.Components.Carts;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Pages.TryIt;

/// <summary>Everything the test bench is asked with. It fits into an address, so that a link shows the same question again.</summary>
public sealed record TryItInput : CartInput
{
    /// <summary>Most lines an address carries.</summary>
    public const int MaxLines = 50;

    /// <summary>Most redeemables tried together, as in a request.</summary>
    public const int MostCodes = StackingRules.MostRedeemables;

    /// <summary>Codes as typed, and ids of promotion tiers and stacks, in the order of the request; blank where somebody has yet to type.</summary>
    public ImmutableList<string> Codes { get; init; } = [""];

    /// <summary>What is asked for: each once, without blanks.</summary>
    public IReadOnlyList<Redeemable> Redeemables =>
        [.. Codes.Select(code => code.Trim()).Where(code => code.Length > 0).Distinct(StringComparer.Ordinal).Take(MostCodes).Select(RedeemableOf)];

    public string? CustomerId { get; init; }

    /// <summary>As if it were this instant; null is now.</summary>
    public DateTimeOffset? At { get; init; }

    public ValidateRedeemables Request(Caller caller) => new()
    {
        Redeemables = Redeemables,
        Customer = CustomerId is { } id ? new CustomerInput { Id = id } : null,
        Order = Order is { } order ? new OrderInput { Content = order } : null,
        AsOf = At,
        RecordRefusal = false,
        Caller = caller,
    };

    /// <summary>The query of an address that asks the same again.</summary>
    public string ToQuery()
    {
        var parts = new List<KeyValuePair<string, StringValues>>();
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value)) parts.Add(new(key, value));
        }

        foreach (var one in Redeemables) Add("code", one.Id);
        Add("customer", CustomerId);
        foreach (var line in Lines.Take(MaxLines)) Add("line", string.Create(CultureInfo.InvariantCulture, $"{line.ProductId}~{line.Quantity}~{line.PriceAmount}"));
        Add("amount", Amount?.ToString(CultureInfo.InvariantCulture));
        foreach (var (key, value) in Attributes)
            if (key.Trim().Length > 0) Add("meta", $"{key.Trim()}={value.Trim()}");
        Add("at", At?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString("", parts);
    }

    /// <summary>Reads an address; what is malformed is left out. Names of products are filled in later.</summary>
    public static TryItInput Of(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? One(string key) => values.TryGetValue(key, out var found) && found.ToString() is { Length: > 0 } text ? text : null;
        IEnumerable<string> Many(string key) => values.TryGetValue(key, out var found) ? found.OfType<string>().Take(MaxLines) : [];

        return new TryItInput
        {
            Codes = Many("code").Where(code => code.Length is > 0 and <= 100).Take(MostCodes).ToImmutableList() is { IsEmpty: false } codes ? codes : [""],
            CustomerId = One("customer"),
            Lines = [.. Many("line").Select(LineOf).OfType<CartLine>()],
            Amount = Number(One("amount")) is >= 0 and var amount ? amount : null,
            Attributes = [.. Many("meta").Select(text => text.Split('=', 2)).Where(pair => pair[0].Length > 0).Select(pair => new CartAttribute(pair[0], pair.ElementAtOrDefault(1) ?? ""))],
            At = DateTimeOffset.TryParse(One("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null,
        };
    }

    /// <summary>A tier or stack is told from a code by how its id begins.</summary>
    public static Redeemable RedeemableOf(string code) =>
        code.StartsWith(TierSetup.IdPrefix, StringComparison.Ordinal) ? Redeemable.Tier(code)
        : code.StartsWith(StackSetup.IdPrefix, StringComparison.Ordinal) ? Redeemable.Stack(code)
        : Redeemable.Voucher(code);

    private static CartLine? LineOf(string text)
    {
        var parts = text.Split('~');
        return parts.Length >= 2 && parts[0].Length is > 0 and <= 100 && Number(parts[1]) is >= 0 and <= 100_000 and var quantity
            ? new(parts[0], parts[0], (int)quantity, Number(parts.ElementAtOrDefault(2)) is >= 0 and var price ? price : null)
            : null;
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000_000_000 ? number : null;
}
