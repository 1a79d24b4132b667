using Microsoft.AspNetCore.Identity;

namespace PromoConsole.Identity;

/// <summary>Somebody who may sign in. The e-mail address is the user name.</summary>
public sealed class PromoUser : IdentityUser
{
    /// <summary>As others see them; empty until they joined.</summary>
    public string Name { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who invited them; null for the first owner.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Since when they may not sign in any more; null while they may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Null until the first time.</summary>
    public DateTimeOffset? SignedInAt { get; set; }
}
