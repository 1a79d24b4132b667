using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Imports;

/// <summary>One import from its columns to what came of it.</summary>
public sealed partial class ImportPage(
    ImportService imports, JobService jobs, JobSignal signal, CurrentMember member, NavigationManager navigation, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(3); // for what another instance does

    private Import? _import;
    private Job? _job;
    private ITimer? _timer;
    private string? _campaign;
    private string? _problem;
    private bool _missing;
    private bool _busy;
    private bool _mapping;
    private bool _deleting;
    private int _reading;

    /// <summary><c>imp_…</c>.</summary>
    [Parameter] public string Id { get; set; } = "";

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool Working => _job is { Status: JobStatus.Running or JobStatus.Waiting };

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        signal.Changed += Refresh;
        _timer = time.CreateTimer(_ => Refresh(), null, s_look, s_look);
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        if (_import?.Setup.CampaignId is { } id) _campaign = (await imports.CampaignNameAsync(id)).Value;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        signal.Changed -= Refresh;
        _timer?.Dispose();
    }

    private static string Listed(Import import) => import.Kind switch
    {
        ImportKind.Customers => "/customers",
        ImportKind.Vouchers when import.Setup.CampaignId is { } campaign => $"/campaigns/{campaign}?tab=codes",
        ImportKind.Vouchers => "/codes",
        ImportKind.Products or ImportKind.Skus => "/products",
        ImportKind.Orders => "/orders",
        _ => "/collections",
    };

    // Every slice is announced; one reading at a time follows it well enough.
    private void Refresh()
    {
        if (_import?.State is not (ImportState.Checking or ImportState.Loading) || Interlocked.Exchange(ref _reading, 1) == 1) return;
        _ = InvokeAsync(async () =>
        {
            try
            {
                await ReadAsync();
                StateHasChanged();
            }
            finally
            {
                Interlocked.Exchange(ref _reading, 0);
            }
        });
    }

    private async Task ReadAsync()
    {
        var found = await imports.GetAsync(Id);
        var may = found.IsOk && await member.MayAsync(ImportPermissions.Of(found.Value.Kind));
        _missing = !may;
        _import = may ? found.Value : null;
        _job = _import?.JobId is { } job ? (await jobs.GetAsync(job)).Value : null;
    }

    private async Task CheckAsync(ImportSetup setup)
    {
        var mapped = await imports.MapAsync(Id, setup);
        var started = mapped.IsOk ? await imports.CheckAsync(Id, await member.CallerAsync()) : mapped;
        _mapping = !started.IsOk && _mapping;
        await TellAsync(started.Error);
    }

    private async Task LoadAsync(ImportChoice choice)
    {
        _busy = true;
        var started = await imports.LoadAsync(Id, choice, await member.CallerAsync());
        _busy = false;
        await TellAsync(started.Error);
    }

    private async Task CancelAsync() => await TellAsync((await jobs.CancelAsync(_job!.Id, (await member.CallerAsync()).Name)).Error);

    private async Task ResumeAsync() => await TellAsync((await jobs.ResumeAsync(_job!.Id, (await member.CallerAsync()).Name)).Error);

    private async Task DeleteAsync()
    {
        var deleted = await imports.DeleteAsync(Id);
        _deleting = false;
        if (deleted.IsOk) navigation.NavigateTo("/imports");
        else await TellAsync(deleted.Error);
    }

    private async Task TellAsync(Engine.PromoError? error)
    {
        _problem = error?.Message;
        await ReadAsync();
    }
}
