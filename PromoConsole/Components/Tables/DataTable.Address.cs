using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace PromoConsole.Components.Tables;

// Where the table stands, in the address: page=2, sort=name or sort=-name.
public sealed partial class DataTable<TItem>
{
    private int PageNumber => _query.Take == 0 ? 1 : (_query.Skip / _query.Take) + 1;

    private int PageCount(TablePage<TItem> page) => (int)Math.Max(1, (page.TotalCount + PageSize - 1) / PageSize);

    private TableQuery AddressQuery()
    {
        var address = QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query);
        var sort = address.TryGetValue(Name + "sort", out var sorted) ? sorted.ToString() : "";
        var page = address.TryGetValue(Name + "page", out var paged)
                   && int.TryParse(paged, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, int.MaxValue / PageSize)
            : 1;
        return TableQuery.Sorted(sort, (page - 1) * PageSize, PageSize);
    }

    private string PageHref(int page) =>
        navigation.GetUriWithQueryParameter(Name + "page", page == 1 ? null : page);

    // Sorting starts again at the first page; the second press turns the order round.
    private string SortHref(Column<TItem> column)
    {
        var again = column.Sort == _query.SortBy;
        var descending = again ? !_query.Descending : column.Number;
        return navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            [Name + "sort"] = (descending ? "-" : "") + column.Sort,
            [Name + "page"] = null,
        });
    }

    private string? AriaSort(Column<TItem> column) =>
        column.Sort is null ? null : column.Sort != _query.SortBy ? "none" : _query.Descending ? "descending" : "ascending";

    private string Says(TablePage<TItem> page) =>
        page.TotalCount <= page.Rows.Count
            ? $"{Format.Number(page.TotalCount)} in this view."
            : $"{Format.Number(_query.Skip + 1)}–{Format.Number(_query.Skip + page.Rows.Count)} of {(page.TotalCount > page.CountedTo ? $"more than {Format.Number(page.CountedTo.Value)}" : Format.Number(page.TotalCount))}.";

    private RenderFragment Cell(Column<TItem> column, TItem item) => column switch
    {
        { ChildContent: { } content } => content(item),
        _ => builder =>
        {
            builder.OpenComponent<TextCell>(0);
            builder.AddAttribute(1, nameof(TextCell.Text), column.Text?.Invoke(item));
            builder.AddAttribute(2, nameof(TextCell.Note), column.Note?.Invoke(item));
            builder.AddAttribute(3, nameof(TextCell.Icon), column.Icon?.Invoke(item));
            builder.AddAttribute(4, nameof(TextCell.Href), column.Link ? RowHref?.Invoke(item) : null);
            builder.CloseComponent();
        }
        ,
    };
}
