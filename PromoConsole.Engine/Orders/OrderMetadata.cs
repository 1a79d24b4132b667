using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Orders;

/// <summary>Custom attributes of orders and their lines, checked by their schemas.</summary>
internal static class OrderMetadata
{
    /// <returns>A new order with defaults put in; or <c>metadata_validation_failed</c>, of the lines each under its number.</returns>
    public static Result<OrderContent> Made(MetadataSchemas schemas, OrderContent content)
    {
        if (schemas.IsEmpty) return content;
        var order = schemas.Made(MetadataResources.Order, content.Metadata);
        if (!order.IsOk) return order.Error;
        var lines = MadeLines(schemas, content.Lines);
        return lines.IsOk ? content with { Metadata = order.Value, Lines = lines.Value } : lines.Error;
    }

    /// <returns>New lines with defaults put in; or <c>metadata_validation_failed</c>.</returns>
    public static Result<IReadOnlyList<OrderLine>> MadeLines(MetadataSchemas schemas, IReadOnlyList<OrderLine> lines)
    {
        if (schemas.Find(SchemaKind.Resource, MetadataResources.OrderItem) is not { } schema) return lines.ToArray();
        var made = new OrderLine[lines.Count];
        var problems = new List<MetadataProblem>();
        for (var i = 0; i < made.Length; i++)
        {
            var filled = MetadataSchemas.WithDefaults(schema, lines[i].Metadata ?? MetadataBag.Empty);
            var at = i;
            problems.AddRange(MetadataCheck.Problems(schema, filled, schemas, made: true).Select(problem => problem with { Key = $"items[{at}].{problem.Key}" }));
            made[i] = filled.IsEmpty ? lines[i] : lines[i] with { Metadata = filled };
        }

        return MetadataErrors.Of(problems) is { } wrong ? wrong : made;
    }
}
