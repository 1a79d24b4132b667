namespace PromoConsole.Engine.Customers;

/// <summary>Refusals about customers, segments and what is given to them.</summary>
public static class CustomerErrors
{
    public static NotFoundError NotFound(string id) => new("customer", id);

    public static NotFoundError SegmentNotFound(string id) => new("segment", id);

    public static InvalidError Invalid(string field, string problem) =>
        new("invalid_customer", $"The customer's {field} {problem}.") { Field = field };

    public static ConflictError SourceIdTaken(string sourceId) =>
        new("duplicate_found", "Another customer already has this source id. Give each customer an id of their own.", $"Duplicated customer exists with source_id {sourceId}")
        {
            Field = "source_id",
        };

    public static InvalidError SegmentNameMissing() =>
        new("invalid_segment", "Give the segment a name of 1 to 200 characters.") { Field = "name" };

    public static ConflictError SegmentNameTaken(string name) =>
        new("duplicate_found", $"There is already a segment called “{name}”. Choose another name.", $"Duplicated segment exists with name {name}") { Field = "name" };
}
