using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules;

/// <summary>
/// What a condition asks, ready to be put into verdicts. It is the same for every cart, so it is made once, and again when names may have changed.
/// </summary>
internal sealed class AskedTests
{
    private readonly Condition _condition;
    private readonly NumberTest[] _numbers;
    private readonly MembershipMatcher[] _members;
    private readonly MetadataMatcher[] _metadata;
    private readonly MomentMatcher[] _moments;
    private Told? _told;

    public AskedTests(Condition condition)
    {
        _condition = condition;
        _numbers = condition is NumberCondition number ? [.. number.Tests.Select(NumberTest.Of)] : [];
        _members = condition is MembershipCondition member ? [.. member.Tests.Select(test => new MembershipMatcher([test], member.Kind.Subject))] : [];
        _metadata = condition is MetadataCondition metadata ? [.. metadata.Tests.Select(test => new MetadataMatcher(metadata.Property, [test]))] : [];
        _moments = condition is MomentCondition moment ? [.. moment.Tests.Select(test => new MomentMatcher([test]))] : [];
    }

    /// <summary>One matcher for each test.</summary>
    public MembershipMatcher[] Members => _members;

    /// <summary>One matcher for each test.</summary>
    public MetadataMatcher[] Metadata => _metadata;

    /// <summary>One matcher for each test.</summary>
    public MomentMatcher[] Moments => _moments;

    /// <summary>The tests of a number.</summary>
    public IReadOnlyList<TestVerdict> OfNumber(long? seen, Catalogue catalogue)
    {
        var told = ToldFor(catalogue);
        var tests = new Chosen(told, _numbers.Length);
        for (var i = 0; i < _numbers.Length; i++)
        {
            var holds = _numbers[i].Ask(seen) == Truth.True;
            tests.Add(i, holds, holds || seen is not { } value ? null : _numbers[i].Distance(value));
        }

        return tests.All;
    }

    /// <summary>The tests with the outcome each had.</summary>
    /// <param name="held">Bit by bit.</param>
    public IReadOnlyList<TestVerdict> Of(ulong held, Catalogue catalogue)
    {
        var told = ToldFor(catalogue);
        var tests = new Chosen(told, told.Passed.Length);
        for (var i = 0; i < told.Passed.Length; i++) tests.Add(i, (held & (1UL << i)) != 0, null);
        return tests.All;
    }

    /// <summary>The tests of order lines, which share one outcome.</summary>
    /// <param name="distance">For the first; null when it passed or cannot be said.</param>
    public IReadOnlyList<TestVerdict> Of(Outcome outcome, long? distance, Catalogue catalogue)
    {
        var told = ToldFor(catalogue);
        if (outcome == Outcome.Passed) return told.Passed;
        if (distance is null || told.Failed.Length == 0) return told.Failed;
        return [told.Failed[0] with { Distance = distance }, .. told.Failed[1..]];
    }

    /// <summary>Names of the collections within which lines are looked for; null for the whole cart.</summary>
    public IReadOnlyList<string>? From(Catalogue catalogue) => ToldFor(catalogue).From;

    private Told ToldFor(Catalogue catalogue) => _told is { } told && ReferenceEquals(told.Catalogue, catalogue) ? told : _told = Tell(catalogue);

    private Told Tell(Catalogue catalogue)
    {
        string[] Named(IEnumerable<string> ids) => [.. ids.Select(catalogue.NameOf)];
        TestVerdict[] passed = _condition switch
        {
            NumberCondition c => [.. c.Tests.Select(test => new TestVerdict(test.Is, Outcome.Passed) { Asked = test.Values.Count == 0 ? null : [.. test.Values.Select(value => value.Whole).OfType<long>()] })],
            MembershipCondition c => [.. c.Tests.Select(test => new TestVerdict(test.Is, Outcome.Passed) { Names = Named(test.Values.Select(value => value.Text)) })],
            TestedCondition c => [.. c.Tests.Select(test => new TestVerdict(test.Is, Outcome.Passed) { Names = test.Values.Count == 0 ? null : [.. test.Values.Select(value => value.Text)] })],
            ItemsCondition c => OfItems(c, Named),
            FlagCondition c => [new(c.Is ? Operator.Is : Operator.IsNot, Outcome.Passed)],
            _ => [],
        };
        return new(catalogue, passed, [.. passed.Select(test => test with { Outcome = Outcome.Failed })], _condition is ItemsCondition { From: { Count: > 0 } from } ? Named(from) : null);
    }

    private static TestVerdict[] OfItems(ItemsCondition items, Func<IEnumerable<string>, string[]> named)
    {
        var tests = new List<TestVerdict>(2);
        if (items.Items.Count > 0 || items.Except.Count == 0)
        {
            var names = named(items.Items.Select(item => item.Id));
            tests.Add(new(Operator.Is, Outcome.Passed)
            {
                Names = names.Length > 0 ? names : named(items.From),
                Asked = items.Where is null && items.Kind.Subject == RuleSubject.AnyLine ? [1] : null,
            });
        }

        if (items.Except.Count > 0) tests.Add(new(Operator.IsNot, Outcome.Passed) { Names = named(items.Except.Select(item => item.Id)) });
        return [.. tests];
    }

    /// <summary>Both outcomes of every test.</summary>
    private sealed record Told(Catalogue Catalogue, TestVerdict[] Passed, TestVerdict[] Failed, string[]? From);

    /// <summary>Takes the ready lists as long as all tests ended alike, and makes one only where they did not.</summary>
    private struct Chosen(Told told, int count)
    {
        private TestVerdict[]? _all;

        public void Add(int at, bool held, long? distance)
        {
            var ready = held ? told.Passed : told.Failed;
            if (at == 0 && distance is null)
            {
                _all = ready;
                return;
            }

            if (distance is null && ReferenceEquals(_all, ready)) return;
            if (_all is null || ReferenceEquals(_all, told.Passed) || ReferenceEquals(_all, told.Failed)) _all = [.. (_all ?? told.Passed).AsSpan(0, count)];
            _all[at] = distance is null ? ready[at] : ready[at] with { Distance = distance };
        }

        public readonly IReadOnlyList<TestVerdict> All => _all ?? [];
    }
}
