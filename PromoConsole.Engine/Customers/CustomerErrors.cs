namespace PromoConsole.Engine.Customers;

/// <summary>Refusals about customers, segments and what is given to them.</summary>
public static class CustomerErrors
{
    public static NotFoundError NotFound(string id) => new("customer", id);

    public static NotFoundError SegmentNotFound(string id) => new("segment", id);

    public static InvalidError Invalid(string field, string problem) =>
        new("invalid_customer", $"The customer's {field} {problem}.") { Field = field };

    public static InvalidError InvalidEvent() =>
        new("invalid_event", $"Name the event in 1 to {CustomEvent.MaxNameLength} letters, digits, dots, underscores and dashes.") { Field = "event" };

    /// <summary>The project takes only events that are defined.</summary>
    public static InvalidError UndefinedEvent(string name) =>
        new("invalid_event", $"No event “{name}” is defined, and this project takes only those that are. Define it in the settings first.", $"Custom event {name} is not defined") { Field = "event" };

    public static ConflictError SourceIdTaken(string sourceId) =>
        new("duplicate_found", "Another customer already has this source id. Give each customer an id of their own.", $"Duplicated customer exists with source_id {sourceId}")
        {
            Field = "source_id",
        };

    public static InvalidError SourceIdStays(string sourceId) =>
        new("invalid_customer", "A customer's source id stays as it is.", $"The customer already has the source_id {sourceId}") { Field = "source_id" };

    /// <summary>It was the id of somebody else, who is still found by it.</summary>
    public static ConflictError AliasInUse(string sourceId, Customer owner) =>
        new("alias_in_use", $"{CustomerNames.Of(owner)} had this id before and is still found by it.", $"{sourceId} is an alias of {owner.Id}") { Field = "source_id" };

    public static ConflictError EditedMeanwhile() =>
        new("edited_meanwhile", "This customer was changed since you opened them, by a colleague or by the shop.");

    public static ConflictError SegmentEditedMeanwhile(Segment segment) =>
        new("edited_meanwhile", $"“{segment.Name}” was changed meanwhile. Reload it to see the change; what you typed is still here to copy.", segment.Id);

    public static InvalidError SegmentFilterMisplaced() =>
        new("invalid_segment", "A static segment has customers and no filter; every other has a filter.") { Field = "filter" };

    public static InvalidError InvalidFilter(IEnumerable<string> problems) => new("invalid_payload", "Invalid payload", string.Join('\n', problems)) { Field = "filter" };

    public static InvalidError TooManyFilters(int most) =>
        new("invalid_segment", $"There are {most} segments with a filter already, and each is asked at every decision. Delete one first.");

    /// <summary>Its customers follow from its filter.</summary>
    public static InvalidError SegmentIsFilter(string name) => new("invalid_segment", $"Who is in “{name}” follows from its filter; nobody can be put in or taken out by hand.");

    public static InvalidError SegmentNameMissing() =>
        new("invalid_segment", "Give the segment a name of 1 to 200 characters.") { Field = "name" };

    public static ConflictError SegmentNameTaken(string name) =>
        new("duplicate_found", $"There is already a segment called “{name}”. Choose another name.", $"Duplicated segment exists with name {name}") { Field = "name" };
}
