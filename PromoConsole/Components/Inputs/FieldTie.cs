namespace PromoConsole.Components.Inputs;

/// <summary>What a <see cref="Field"/> tells the input inside it, so that label, help and error belong to it.</summary>
/// <param name="InputId">The id the label points to.</param>
/// <param name="DescribedBy">The id of the help or error under the input; null when there is neither.</param>
/// <param name="Invalid">There is an error.</param>
public sealed record FieldTie(string InputId, string? DescribedBy, bool Invalid)
{
    /// <summary>For an input that stands alone.</summary>
    public static FieldTie None { get; } = new("", null, false);

    /// <summary>The id attribute; absent for an input that stands alone.</summary>
    public string? Id => InputId.Length > 0 ? InputId : null;

    /// <summary>The aria-invalid attribute.</summary>
    public string? AriaInvalid => Invalid ? "true" : null;
}
