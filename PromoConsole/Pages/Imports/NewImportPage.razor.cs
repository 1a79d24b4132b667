using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using PromoConsole.Components;
using PromoConsole.Engine.Imports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Imports;

/// <summary>Takes a file in and shows what its columns can be.</summary>
public sealed partial class NewImportPage(ImportService imports, CurrentMember member, NavigationManager navigation) : IDisposable
{
    private const long Told = 512 * 1024; // bytes between two looks at the progress

    private IReadOnlyList<ImportKind>? _kinds;
    private string? _campaign;
    private CancellationTokenSource? _upload;
    private ImportKind _kind;
    private string? _problem;
    private string _name = "";
    private bool _uploading;
    private long _taken;
    private long _size;

    [SupplyParameterFromQuery(Name = "kind")] private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "campaign")] private string? CampaignId { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<Choice<ImportKind>> Choices => [.. (_kinds ?? []).Select(kind => new Choice<ImportKind>(kind, ImportLook.Kind(kind)))];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _kinds ??= await ImportPermissions.OfAsync(member);
        if (_kinds.Count == 0) return;
        (_campaign, _kind) = (null, Enum.TryParse<ImportKind>(Kind, ignoreCase: true, out var asked) && _kinds.Contains(asked) ? asked : _kinds[0]);
        if (_kind != ImportKind.Vouchers || CampaignId is not { } id) return;
        var campaign = await imports.CampaignNameAsync(id);
        (_campaign, _problem) = (campaign.Value, campaign.Error?.Message);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _upload?.Cancel();
        _upload?.Dispose();
    }

    private void Choose(ImportKind kind) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["kind"] = kind.ToString().ToLowerInvariant(), ["campaign"] = null }), replace: true);

    private void Stop() => _upload?.Cancel();

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        (_problem, _name, _size, _taken, _uploading) = (null, chosen.File.Name, chosen.File.Size, 0, true);
        _upload?.Dispose();
        _upload = new CancellationTokenSource();
        try
        {
            if (_size > ImportService.MostBytes)
            {
                _problem = ImportErrors.TooLarge(ImportService.MostBytes).Message;
                return;
            }

            await using var file = new Watched(chosen.File.OpenReadStream(ImportService.MostBytes, _upload.Token), Taken);
            var taken = await imports.UploadAsync(new UploadImport { Kind = _kind, FileName = _name, File = file, Campaign = _campaign is null ? null : CampaignId, Caller = await member.CallerAsync() }, _upload.Token);
            if (taken.IsOk) navigation.NavigateTo($"/imports/{taken.Value.Id}");
            else _problem = taken.Error.Message;
        }
        catch (OperationCanceledException)
        {
            _problem = "The upload was canceled. Nothing of it was kept.";
        }
        catch (IOException)
        {
            _problem = "The file could not be read to its end. Nothing of it was kept; choose it again.";
        }
        finally
        {
            _uploading = false;
        }
    }

    private void Taken(int bytes)
    {
        var before = _taken;
        _taken += bytes;
        if (before / Told != _taken / Told) _ = InvokeAsync(StateHasChanged);
    }

    /// <summary>Tells how far a stream was read.</summary>
    private sealed class Watched(Stream inner, Action<int> read) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var many = await inner.ReadAsync(buffer, cancellationToken);
            read(many);
            return many;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
