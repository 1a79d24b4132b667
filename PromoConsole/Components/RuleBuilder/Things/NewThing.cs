using PromoConsole.Identity;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>What can be made while a rule is built.</summary>
public enum NewThing { Segment, Collection, Product }

/// <summary>The words for it.</summary>
public static class NewThings
{
    public static string Word(NewThing what) => what switch { NewThing.Segment => "segment", NewThing.Collection => "collection", _ => "product" };

    /// <summary>What somebody must be allowed to make it.</summary>
    public static string Permission(NewThing what) => what == NewThing.Segment ? Permissions.SegmentsWrite : Permissions.ProductsWrite;

    /// <summary>"Create segment “Winter club”…".</summary>
    /// <param name="typed">What was searched for; empty for nothing.</param>
    public static string Offer(NewThing what, string typed) => typed.Length > 0 ? $"Create {Word(what)} “{typed}”…" : $"Create a {Word(what)}…";
}
