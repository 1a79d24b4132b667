using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Fields;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Segments;

namespace PromoConsole.Pages.Segments;

/// <summary>Segments and what names them, in words.</summary>
internal static class SegmentWords
{
    public static readonly (string One, string Many) Customers = ("customer", "customers");

    public static string Kind(SegmentKind kind) => kind switch
    {
        SegmentKind.Static => "Fixed list",
        SegmentKind.Active => "Active filter",
        _ => "Filter",
    };

    public static string KindHelp(SegmentKind kind) => kind switch
    {
        SegmentKind.Static => "You say who is in it, one by one or as a pasted list.",
        SegmentKind.Active => "Rules say who is in it. Whenever somebody enters or leaves, an event is sent and their history shows it.",
        _ => "Rules say who is in it. Nothing is told when somebody enters or leaves.",
    };

    public static IReadOnlyList<Choice<SegmentKind>> FilterKinds { get; } = [new(SegmentKind.Passive, "Filter", "filter"), new(SegmentKind.Active, "Active filter", "bell")];

    public static IReadOnlyList<Choice<SegmentKind>> Kinds { get; } = [new(SegmentKind.Static, "Fixed list", "users"), .. FilterKinds];

    /// <summary>"2 campaigns, 1 rule"; "nothing" without any.</summary>
    public static string Used(NamedUses uses, ProjectFormat format)
    {
        string[] parts =
        [
            .. uses.Campaigns.Count == 0 ? (string[])[] : [Many(uses.Campaigns.Count, "campaign", format)],
            .. uses.Rules.Count == 0 ? (string[])[] : [Many(uses.Rules.Count, "rule", format)],
        ];
        return parts.Length == 0 ? "nothing" : string.Join(", ", parts);
    }

    public static string Many(long count, string thing, ProjectFormat format) => $"{format.Number(count)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>As the panel beside the tree shows it.</summary>
    public static FilterForecast Of(SegmentForecast said) => new(said.Customers, said.Looked, said.About, said.IsWhole, [.. said.Sample.Select(Of)])
    {
        Enter = said.Enter is { } enter ? new(enter.Count, [.. enter.Sample.Select(Of)]) : null,
        Leave = said.Leave is { } leave ? new(leave.Count, [.. leave.Sample.Select(Of)]) : null,
    };

    private static FilterSample Of(FoundCustomer customer) => new(customer.Named, customer.SourceId ?? customer.Email, $"/customers/{customer.Id}");
}
