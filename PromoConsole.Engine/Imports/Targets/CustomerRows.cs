using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports.Targets;

/// <summary>A customer a row: new or known, by source id or id.</summary>
internal sealed class CustomerRows(CustomerService customers) : RowTarget
{
    public override ImportKind Kind => ImportKind.Customers;

    public override object Read(RowReader row)
    {
        var address = new CustomerAddress(
            row.Text("address.city"), row.Text("address.state"), row.Text("address.line_1"), row.Text("address.line_2"), row.Text("address.country"), row.Text("address.postal_code"));
        var input = new CustomerInput
        {
            Id = row.Text("id"),
            SourceId = row.Text("source_id"),
            Name = row.Text("name"),
            Email = row.Text("email"),
            Phone = row.Text("phone"),
            Description = row.Text("description"),
            Birthdate = row.Day("birthdate"),
            Address = address.IsEmpty ? null : address,
            Metadata = row.Attributes(),
        };
        if (CustomerMerge.PlatformId(input) is null && !CustomerMerge.CanBeFoundAgain(input))
            row.Complain(null, "The row does not say who this is: give a source id, a name, an e-mail address or a phone number.");
        return input;
    }

    public override string? Key(object input) => CustomerMerge.PlatformId((CustomerInput)input) ?? CustomerMerge.SourceId((CustomerInput)input);

    public override async Task<IReadOnlyList<Refusal?>> StoreAsync(PromoDbContext db, IReadOnlyList<object> inputs, ImportWork work, CancellationToken ct) =>
        Refusals(await customers.StoreEachAsync(db, [.. inputs.Cast<CustomerInput>()], work.Caller, ct));
}
