using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Discounts;

/// <summary>A limit of the units of an item that are ever discounted, over all orders.</summary>
/// <param name="Limit">Units, 1 or more; inclusive.</param>
public sealed record UnitLimit(UnitScope Scope, int Limit)
{
    /// <summary>Of a collection: each of its products has the limit for itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PerProduct { get; init; }
}

/// <summary>Whose discounted units are counted. The incentive is the voucher or promotion tier.</summary>
public enum UnitScope { Campaign, CampaignCustomer, Incentive, IncentiveCustomer }
