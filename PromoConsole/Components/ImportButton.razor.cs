using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Imports;
using PromoConsole.Identity;

namespace PromoConsole.Components;

/// <summary>Leads to importing rows of one kind; absent for who may not.</summary>
public sealed partial class ImportButton(CurrentMember member)
{
    private bool _may;

    /// <summary>What the rows are.</summary>
    [Parameter, EditorRequired] public required ImportKind Kind { get; set; }

    /// <summary>Campaign that codes go into; null for codes of their own.</summary>
    [Parameter] public string? CampaignId { get; set; }

    private string Href => Pages.Imports.ImportLook.UploadHref(Kind, CampaignId);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _may = await member.MayAsync(ImportPermissions.Of(Kind));
}
