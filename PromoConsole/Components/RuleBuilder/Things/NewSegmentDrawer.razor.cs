using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>Makes a fixed segment while a rule is built: its name, and who is on the list.</summary>
public sealed partial class NewSegmentDrawer(SegmentService segments)
{
    private IReadOnlyList<Choosable> _members = [];
    private CustomerPicks? _picks;

    /// <inheritdoc />
    protected override NewThing What => NewThing.Segment;

    private async Task CreateAsync()
    {
        if (await _picks!.TakePastedAsync()) await CreateAsync(StoreAsync);
        else IsNamed(); // both are said at once
    }

    private async Task<Result<Choosable>> StoreAsync(Caller caller) =>
        (await segments.CreateAsync(new CreateSegment(Called!, SegmentKind.Static, [.. _members.Select(one => one.Id)], null, caller)))
            .Match<Result<Choosable>>(made => new Choosable(made.Id, made.Name, null), error => error);
}
