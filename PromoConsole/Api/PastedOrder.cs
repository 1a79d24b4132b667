using System.Text.Json;
using PromoConsole.Engine;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>What somebody pastes to try it: an order, or a whole request with an order, a customer and metadata, as the shop sends them.</summary>
/// <param name="OrderId">Platform or source id of an order the text names; its stored content wins where there is one. Null for none.</param>
/// <param name="Customer">Null for none.</param>
internal sealed record PastedOrder(OrderContent Order, string? OrderId, CustomerInput? Customer, MetadataBag RedemptionMetadata)
{
    /// <summary>Longer ones are no cart.</summary>
    public const int MaxLength = 200_000;

    /// <returns>What it says; <c>invalid_payload</c> naming the field, or the line that is no JSON.</returns>
    public static Result<PastedOrder> Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Wrong("Paste an order, or a request with an order, as JSON.");
        if (text.Length > MaxLength) return Wrong($"The text is longer than {MaxLength:N0} characters.");
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(Fields.Of(document.RootElement));
        }
        catch (JsonException problem)
        {
            return Wrong($"This is no JSON: line {problem.LineNumber + 1}, character {problem.BytePositionInLine + 1} cannot be read.");
        }
    }

    private static Result<PastedOrder> Read(Fields body)
    {
        var whole = body.Has("order") || body.Has("customer");
        var order = whole ? body.Object("order") is { } inner ? OrderBody.Read(inner) : null : OrderBody.Read(body);
        var customer = body.Object("customer") is { } person ? OrderBody.ReadCustomer(person) : null;
        var metadata = whole ? body.Metadata("metadata") : MetadataBag.Empty;
        if (body.Problems is { } problems) return Wrong(problems);
        if (!whole && !body.Has("items") && !body.Has("amount") && !body.Has("metadata") && !body.Has("id") && !body.Has("source_id"))
            return Wrong("Nothing in it is part of an order: items, amount or metadata are missing.");
        return new PastedOrder(order?.Content ?? new OrderContent(), order?.Id ?? order?.SourceId, customer, metadata);
    }

    private static InvalidError Wrong(string details) => new("invalid_payload", "The pasted text cannot be used.", details);
}
