using System.Globalization;
using PromoConsole.Components;
using PromoConsole.Components.Inputs;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Orders;

/// <summary>What the list of orders shows, as it stands in the address; what makes no sense is ignored.</summary>
/// <param name="Number">How the number begins.</param>
/// <param name="Customer">Platform id.</param>
/// <param name="From">First day of the project's zone it may be placed on.</param>
/// <param name="To">The last such day, inclusive.</param>
/// <param name="Least">Minor units, inclusive.</param>
/// <param name="Most">Minor units, inclusive.</param>
internal sealed record OrderListUrl(string? Number, string? Status, string? Customer, string? From, string? To, long? Least, long? Most)
{
    public OrderStatus? Wanted => Enum.TryParse<OrderStatus>(Status, out var status) && Enum.IsDefined(status) ? status : null;

    public static OrderListUrl Read(IQueryCollection query) => new(One(query, "q"), One(query, "status"), One(query, "customer"), One(query, "from"), One(query, "to"), Amount(query, "min"), Amount(query, "max"));

    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>What the engine is asked for.</summary>
    public OrderQuery Query(ProjectFormat format, TableQuery table) => new()
    {
        Number = Number, Status = Wanted, CustomerId = Customer, MinAmount = Least, MaxAmount = Most,
        CreatedAfter = Start(Day(From), format)?.AddMicroseconds(-1), CreatedBefore = Start(Day(To)?.AddDays(1), format),
        Sort = (table.SortBy, table.Descending) switch
        {
            ("amount", false) => OrderSort.Amount,
            ("amount", true) => OrderSort.AmountDescending,
            ("at", false) => OrderSort.Oldest,
            _ => OrderSort.Newest,
        },
        Skip = table.Skip, Take = table.Take,
    };

    private static DateTimeOffset? Start(DateOnly? day, ProjectFormat format) => day is { } given ? WallTimes.Read(given.ToDateTime(TimeOnly.MinValue), format.Zone, format.ZoneName).At : null;

    private static string? One(IQueryCollection query, string key) => query[key].ToString() is { Length: > 0 } text ? text : null;

    private static long? Amount(IQueryCollection query, string key) => long.TryParse(query[key], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
