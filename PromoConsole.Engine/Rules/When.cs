namespace PromoConsole.Engine.Rules;

/// <summary>Conditions in the words of the field, for code that writes rules: <c>When.InitialAmount(Operator.AtLeast, 50_00)</c>.</summary>
public static class When
{
    public static MembershipCondition Segment(Operator op, params IReadOnlyList<string> segmentIds) => Membership("customer.segment", op, segmentIds);

    public static MetadataCondition CustomerMetadata(string property, Operator op, params IReadOnlyList<Operand> values) => Metadata("customer.metadata", property, op, values);

    public static MetadataCondition OrderMetadata(string property, Operator op, params IReadOnlyList<Operand> values) => Metadata("order.metadata", property, op, values);

    public static MetadataCondition Metadata(string word, string property, Operator op, params IReadOnlyList<Operand> values) =>
        new(RuleKinds.Of(word), property, [new RuleTest(op, values)]);

    /// <param name="amount">Minor units.</param>
    public static NumberCondition InitialAmount(Operator op, long amount) => Number("order.initial_amount", op, amount);

    /// <param name="amount">Minor units.</param>
    public static NumberCondition AmountBefore(Operator op, long amount) => Number("order.amount", op, amount);

    /// <param name="amount">Minor units.</param>
    public static NumberCondition TotalAmount(Operator op, long amount) => Number("order.total_amount", op, amount);

    public static NumberCondition ItemsQuantity(Operator op, long quantity) => Number("order.items.count", op, quantity);

    /// <param name="limit">Redemptions or minor units.</param>
    public static NumberCondition Used(BudgetMeasure measure, Operator op, long limit) => new(RuleKinds.Of(measure), [new RuleTest(op, [limit])]);

    public static NumberCondition Number(string word, Operator op, params IReadOnlyList<long> numbers) =>
        new(RuleKinds.Of(word), [new RuleTest(op, [.. numbers.Select(number => (Operand)number)])]);

    /// <param name="where">Sub-rules over the matching lines; null for none.</param>
    public static ItemsCondition AnyItem(IReadOnlyList<ItemReference> items, Rule? where = null) => Items("order.items.any", items, where);

    public static ItemsCondition Items(string word, IReadOnlyList<ItemReference> items, Rule? where = null) => new(RuleKinds.Of(word), items) { Where = where };

    /// <summary>A sub-rule: pieces of all matching lines.</summary>
    public static NumberCondition MatchedQuantity(Operator op, long quantity) => new(RuleKinds.MatchedQuantity, [new RuleTest(op, [quantity])]);

    /// <summary>A sub-rule: price × quantity of all matching lines.</summary>
    /// <param name="amount">Minor units.</param>
    public static NumberCondition MatchedAmount(Operator op, long amount) => new(RuleKinds.MatchedAmount, [new RuleTest(op, [amount])]);

    /// <summary>The caller must be the holder of the code.</summary>
    public static FlagCondition IsHolder() => new(RuleKinds.Of("publication.redeemable_by_linked_customer"), true);

    /// <summary>The moment that is decided for: hours of the day as <c>17:00/19:00</c>, days of the week as numbers, dates.</summary>
    public static MomentCondition Time(Operator op, params IReadOnlyList<Operand> values) => new(RuleKinds.Of("redemption.date"), [new RuleTest(op, values)]);

    private static MembershipCondition Membership(string word, Operator op, IReadOnlyList<string> ids) =>
        new(RuleKinds.Of(word), [new RuleTest(op, [.. ids.Select(id => (Operand)id)])]);
}
