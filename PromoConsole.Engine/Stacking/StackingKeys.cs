namespace PromoConsole.Engine.Stacking;

/// <summary>Why a redeemable that works by itself was left out, in the field's spelling.</summary>
public static class StackingKeys
{
    public const string Limit = "applicable_redeemables_limit_exceeded";
    public const string CategoryLimit = "applicable_redeemables_per_category_limit_exceeded";
    public const string ExclusiveLimit = "applicable_exclusive_redeemables_limit_exceeded";
    public const string ExclusiveCategoryLimit = "applicable_exclusive_redeemables_per_category_limit_exceeded";

    /// <summary>An exclusive one works, so a common one is left out.</summary>
    public const string Excluded = "exclusion_rules_not_met";

    /// <summary>In mode ALL, whatever comes after the first that failed.</summary>
    public const string PrecedingFailed = "preceding_validation_failed";

    /// <summary>It would change nothing.</summary>
    public const string NoEffect = "no_effect";

    public static IReadOnlyList<string> All { get; } =
        [Limit, CategoryLimit, ExclusiveLimit, ExclusiveCategoryLimit, Excluded, PrecedingFailed, NoEffect];

    /// <summary>The field's message for a key: short, for the wire.</summary>
    public static string MessageOf(string key) => key switch
    {
        Limit => "Applicable redeemables limit exceeded",
        CategoryLimit => "Applicable redeemables limit per category exceeded",
        ExclusiveLimit => "Applicable exclusive redeemables limit exceeded",
        ExclusiveCategoryLimit => "Applicable exclusive redeemables limit per category exceeded",
        Excluded => "Redeemable cannot be applied due to exclusion rules",
        PrecedingFailed => "Redeemable cannot be applied because a preceding one failed",
        NoEffect => "Redeemable has no effect",
        _ => key,
    };

    /// <summary>As a support agent says it.</summary>
    public static string LabelOf(string key) => key switch
    {
        Limit => "Enough incentives were applied already",
        CategoryLimit => "Enough of its category were applied already",
        ExclusiveLimit => "Enough exclusive incentives were applied already",
        ExclusiveCategoryLimit => "Enough of its exclusive category were applied already",
        Excluded => "Does not go together with an exclusive incentive",
        PrecedingFailed => "Not looked at, because one before it failed",
        NoEffect => "Would have changed nothing",
        _ => key,
    };
}
