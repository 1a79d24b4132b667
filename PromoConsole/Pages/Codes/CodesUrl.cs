using Microsoft.AspNetCore.WebUtilities;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Pages.Codes;

/// <summary>What a list of codes shows, as it stands in the address.</summary>
public sealed record CodesUrl(string? Text = null, VoucherState? State = null, bool? Held = null, string? Open = null)
{
    /// <summary>Reads an address; what makes no sense is ignored.</summary>
    public static CodesUrl Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new(
            One("q"),
            Enum.TryParse<VoucherState>(One("state"), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
            One("held") switch { "yes" => true, "no" => false, _ => null },
            One("open"));

        string? One(string key) => query.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString() : null;
    }

    /// <summary>The values to put into an address; null takes a key away.</summary>
    public Dictionary<string, object?> Write() => new()
    {
        ["q"] = string.IsNullOrWhiteSpace(Text) ? null : Text.Trim(),
        ["state"] = State?.ToString().ToLowerInvariant(),
        ["held"] = Held switch { true => "yes", false => "no", null => null },
        ["open"] = Open,
    };
}
