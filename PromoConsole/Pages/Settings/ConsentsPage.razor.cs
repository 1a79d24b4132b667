using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings;

/// <summary>What customers are asked to agree to.</summary>
public sealed partial class ConsentsPage(ConsentService consents, CurrentMember member, Toasts toasts)
{
    private readonly List<ConsentRow> _rows = [];
    private ConsentSettings? _settings;
    private PromoError? _refusal;
    private bool _busy;

    // Names of those that were stored and are left out now.
    private IReadOnlyList<string> Removed => [.. _settings!.Consents.Where(one => _rows.TrueForAll(row => row.Id?.Trim() != one.Id)).Select(one => one.Name)];

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _settings = await consents.GetAsync();
        _refusal = null;
        _rows.Clear();
        _rows.AddRange(_settings.Consents.Select(one => new ConsentRow { Id = one.Id, Name = one.Name, Description = one.Description, Category = one.Category, Stored = true }));
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? _refusal.Message : null;

    private Task SaveAsync() => SaveAsync(_settings!.Revision);

    private Task KeepMineAsync() => SaveAsync(null);

    private async Task SaveAsync(long? seenRevision)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var drafts = _rows.Select(row => new ConsentDraft(CodeFromName.Of(row.Id, row.Name, Consent.MaxIdLength), row.Name?.Trim() ?? "", row.Description, row.Category)).ToList();
            var saved = await consents.SaveAsync(drafts, seenRevision, await member.CallerAsync());
            _refusal = saved.Error;
            if (!saved.IsOk) return;
            await LoadAsync();
            toasts.Show("Consents are saved");
        }
        finally
        {
            _busy = false;
        }
    }

    private sealed class ConsentRow
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public string? Description { get; set; }

        public string? Category { get; set; }

        /// <summary>Answers are kept under its id already.</summary>
        public bool Stored { get; init; }
    }
}
