using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Makes two stored customers one, after showing what differs, what moves and which limits they reach together.</summary>
public sealed partial class MergePage(CustomerService customers, CustomerMerges merges, CurrentMember member, NavigationManager navigation, Toasts toasts)
{
    private const int Shown = 8;

    private readonly HashSet<string> _fromDuplicate = new(StringComparer.Ordinal);
    private Customer? _customer;
    private MergePreview? _preview;
    private IReadOnlyList<CustomerRow>? _found;
    private PromoError? _refusal;
    private string? _reason;
    private string? _reasonError;
    private bool _missing;
    private bool _busy;

    /// <summary>Who stays; platform id, source id or an earlier one.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <summary>Who is merged into them; null while nobody is chosen.</summary>
    [SupplyParameterFromQuery(Name = "with")] private string? With { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _customer = (await customers.GetAsync(Id)).Value;
        _missing = _customer is null;
        (_preview, _refusal) = (null, null);
        if (_customer is not null && With is { Length: > 0 } duplicate) await PreviewAsync(duplicate);
    }

    private async Task PreviewAsync(string duplicate)
    {
        var preview = await merges.PreviewAsync(Id, duplicate);
        (_preview, _refusal) = (preview.Value, preview.Error);
    }

    private async Task SearchAsync(string text) => _found = text.Trim().Length == 0 ? null
        : [.. (await customers.ListAsync(new CustomerQuery { Text = text, PageSize = Shown })).Items.Where(row => row.Id != _customer?.Id)];

    private void Choose(string id) => navigation.NavigateTo($"/customers/{_customer!.Id}/merge?with={id}");

    private void Swap()
    {
        _fromDuplicate.Clear();
        navigation.NavigateTo($"/customers/{_preview!.Duplicate.Id}/merge?with={_preview.Customer.Id}");
    }

    private void Follow(string field, bool duplicate)
    {
        if (duplicate) _fromDuplicate.Add(field);
        else _fromDuplicate.Remove(field);
    }

    private async Task MergeAsync()
    {
        _reasonError = string.IsNullOrWhiteSpace(_reason) ? "Say why: the log and your colleagues need it." : null;
        if (_reasonError is not null || _busy || _preview is not { } preview) return;
        _busy = true;
        try
        {
            var merged = await merges.MergeAsync(new(
                preview.Customer.Id, preview.Duplicate.Id, _fromDuplicate, (preview.Customer.Revision, preview.Duplicate.Revision), _reason, await member.CallerAsync()));
            if (merged.IsOk)
            {
                toasts.Show("Both are one customer now");
                navigation.NavigateTo(CustomersPage.Href(preview.Customer.Id));
                return;
            }

            if (merged.Error.Key == "edited_meanwhile") await PreviewAsync(preview.Duplicate.Id);
            _refusal = merged.Error;
        }
        finally
        {
            _busy = false;
        }
    }

    private IEnumerable<string> Moves(MergePreview preview)
    {
        var moves = preview.Moves;
        (int Count, string One, string Many)[] counts =
        [
            (moves.Codes, "code held", "codes held"), (moves.Redemptions, "redemption, refusal or rollback", "redemptions, refusals and rollbacks"), (moves.Orders, "order", "orders"),
            (moves.Segments, "segment membership", "segment memberships"), (moves.Events, "event", "events"), (moves.Publications, "publication", "publications"),
            (moves.Ids, "id, which stays as an alias", "ids, which stay as aliases"),
        ];
        foreach (var (count, one, many) in counts)
            if (count > 0) yield return $"{Format.Number(count)} {(count == 1 ? one : many)}";
        if (preview.SharedCodes > 0) yield return $"{Format.Number(preview.SharedCodes)} shared {(preview.SharedCodes == 1 ? "code" : "codes")} both were given: held once afterwards";
    }

    private static string FieldName(string field) => field switch
    {
        "source_id" => "Source id",
        "name" => "Name",
        "email" => "E-mail",
        "phone" => "Phone",
        "description" => "Description",
        "birthdate" => "Birthdate",
        "address" => "Address",
        _ => field[MergeFields.OfMetadata.Length..],
    };
}
