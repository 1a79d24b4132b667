using Microsoft.AspNetCore.Components;
using PromoConsole.Components.Carts;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Components.RuleBuilder.Trial;

/// <summary>
/// What a rule says to a cart while it is edited. Another cart, customer or time is looked up; every edit of the rule is answered in memory.
/// </summary>
public sealed partial class TrialPanel(
    RuleTrial trial, RuleExamples examples, CustomerService customers, ProductService products, OrderService orders, AppScript script, ILogger<TrialPanel> log) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly string _id = ElementId.New("trial");
    private TrialInput _input = new();
    private Customer? _customer;
    private TimeZoneInfo? _zone;
    private RuleTrialFacts? _facts;
    private RuleTrialAnswer? _answer;
    private TrialSummary? _summary;
    private PromoError? _problem;
    private LoadedExamples _loaded = LoadedExamples.None;
    private IReadOnlyList<RuleExample> _loadedOf = [];
    private IReadOnlyList<RuleExampleResult> _results = [];
    private (Rule? Rule, IReadOnlyDictionary<string, string>? Names)? _asked;
    private bool _timing;
    private bool _failed;
    private int _loading;

    /// <summary>As it is being edited; null asks nothing.</summary>
    [Parameter] public Rule? Rule { get; set; }

    /// <summary>Names of segments, products and collections by id; null for those in force.</summary>
    [Parameter] public IReadOnlyDictionary<string, string>? Names { get; set; }

    /// <summary>What the rule said, after each edit and each change of the test; null while nothing can be said.</summary>
    [Parameter] public EventCallback<RuleTrialAnswer?> OnAnswer { get; set; }

    /// <summary>Another cart, customer or time was looked up, for whoever asks rules by themselves; null while nothing can be asked.</summary>
    [Parameter] public EventCallback<RuleTrialFacts?> OnFacts { get; set; }

    /// <summary>Who and what it is tried with, in a line: "Ola Nowak, cart 142.00 PLN, as of now".</summary>
    [Parameter] public EventCallback<string> OnInput { get; set; }

    /// <summary>Carts that must pass or fail.</summary>
    [Parameter] public IReadOnlyList<RuleExample> Examples { get; set; } = [];

    /// <summary>One was pinned, changed or removed; without it they are only shown.</summary>
    [Parameter] public EventCallback<IReadOnlyList<RuleExample>> ExamplesChanged { get; set; }

    /// <summary>Stands beside the verdict that stays in sight on a phone.</summary>
    [Parameter] public RenderFragment? Dock { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string CustomerName => _customer is { } someone ? someone.Name ?? someone.Email ?? someone.SourceId ?? someone.Id : "Guest";

    private string SuggestedName => _input.BeforeDiscounts is { } amount ? $"{CustomerName}, {Format.Amount(amount)}" : CustomerName;

    /// <inheritdoc />
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _input = await _input.WithSampleAsync(products);
            _customer = await orders.LastBuyerAsync(customers);
            _input = _input with { CustomerId = _customer?.Id };
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "No sample cart could be made"); // an empty one serves as well
        }

        await LoadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await AnswerAsync();
        if (ReferenceEquals(_loadedOf, Examples)) return;
        _loadedOf = Examples;
        await LoadExamplesAsync();
    }

    private async Task LoadExamplesAsync()
    {
        try
        {
            var wanted = _loadedOf;
            var loaded = await examples.LoadAsync(wanted, _leaving.Token);
            if (!ReferenceEquals(wanted, _loadedOf)) return; // changed meanwhile
            _loaded = loaded;
            _results = _loaded.Run(Rule, Names);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "The examples could not be run");
            _results = [];
        }
    }

    private Task ChangeAsync(TrialInput input)
    {
        _input = input;
        return LoadAsync();
    }

    private Task OnCustomerAsync(Customer? customer)
    {
        _customer = customer;
        return ChangeAsync(_input with { CustomerId = customer?.Id });
    }

    private async Task TakeAsync(TrialInput input)
    {
        if (input.CustomerId != _input.CustomerId) _customer = input.CustomerId is { } id ? (await customers.GetAsync(id, _leaving.Token)).Value : null;
        await ChangeAsync(input);
    }

    private Task OpenAsync(RuleExample example)
    {
        _timing |= example.AsOf is not null;
        return TakeAsync(TrialInput.Of(example));
    }

    private void SetZone(string? id) => _zone = id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    // The newest cart counts; one that was looked up before it and comes late is dropped.
    private async Task LoadAsync()
    {
        var loading = ++_loading;
        _failed = false;
        try
        {
            var facts = await trial.LoadAsync(_input.ToExample("", mustPass: true).Request, _leaving.Token);
            if (loading != _loading) return;
            (_facts, _problem, _asked) = (facts.Value, facts.Error, null);
            await OnFacts.InvokeAsync(_facts);
            await OnInput.InvokeAsync($"{CustomerName}, {(_input.BeforeDiscounts is { } amount ? $"cart {Format.Money(amount)}" : "no cart")}, {(_input.At is { } at ? $"as of {Format.DateAndTime(at)}" : "as of now")}");
            await AnswerAsync();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "Trying a rule failed");
            if (loading != _loading) return;
            (_failed, _facts, _asked) = (true, null, null);
            await OnFacts.InvokeAsync(_facts);
            await AnswerAsync();
        }
    }

    private async Task AnswerAsync()
    {
        if (_asked is { } asked && ReferenceEquals(asked.Rule, Rule) && ReferenceEquals(asked.Names, Names)) return;
        _asked = (Rule, Names);
        _answer = _facts?.Explain(Rule, Names);
        _summary = _answer is { } answer ? TrialSummary.Of(Rule, answer, Format.Words(), _facts!.DecidedAt) : null;
        _results = _loaded.Run(Rule, Names);
        await OnAnswer.InvokeAsync(_answer);
    }

    private static string Css(VerdictLight? light) => light switch { VerdictLight.Pass => "pass", VerdictLight.Fail => "fail", VerdictLight.Incomplete => "warn", _ => "" };
}
