using PromoConsole.Engine.Stacking;

namespace PromoConsole.Engine.Project;

/// <summary>What holds for the whole instance. One row. Concept: project.</summary>
public sealed class ProjectSettings
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public string Name { get; set; } = "My shop";

    /// <summary>ISO 4217, for display only.</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>IANA zone of calendar days, hours and reports.</summary>
    public string TimeZone { get; set; } = "Europe/Warsaw";

    /// <summary>Of calendar weeks. Monday, Saturday or Sunday.</summary>
    public DayOfWeek FirstDayOfWeek { get; set; } = DayOfWeek.Monday;

    /// <summary>Whether <c>abc</c> and <c>ABC</c> are one code. Chosen at first run, then fixed. Default true.</summary>
    public bool CaseInsensitiveCodes { get; set; } = true;

    /// <summary>When the owner answered the first-run questions; null before, and then these are the defaults.</summary>
    public DateTimeOffset? SetUpAt { get; set; }

    /// <summary>Raised by every launch, pause or other change a decision depends on.</summary>
    public long CatalogueVersion { get; set; }

    /// <summary>How incentives meet on one order.</summary>
    public StackingRules Stacking { get; set; } = StackingRules.Default;

    /// <summary>Whether pages may redeem promotion tiers with a public key. They need no code, so anybody could. Default false.</summary>
    public bool TiersInBrowsers { get; set; }

    /// <summary>Whether pages may list codes with a public key, beside those given to a customer they name the ones nobody holds. Default false.</summary>
    public bool CodesInBrowsers { get; set; }

    /// <summary>Whether pages may store customers with a public key, and change what is known of them. Default false.</summary>
    public bool CustomersInBrowsers { get; set; }

    /// <summary>Tag of the language customers are told refusals in when nothing says another, for example <c>pl</c>; null for the messages' default text.</summary>
    public string? Language { get; set; }

    /// <summary>Whether custom events need a definition. Default false: any name is taken.</summary>
    public bool DefinedEventsOnly { get; set; }

    /// <summary>Random bytes from which tracking ids are derived, base64.</summary>
    public string Secret { get; init; } = "";
}
