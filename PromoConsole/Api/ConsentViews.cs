using System.ComponentModel;
using PromoConsole.Engine.Customers.Consents;

namespace PromoConsole.Api;

/// <summary>The consents customers are asked for, in two lists as the field has it; there are no groups of them.</summary>
internal sealed record ConsentListView
{
    public required ConsentPartView<ConsentGroupView> Groups { get; init; }

    public required ConsentPartView<ConsentView> Consents { get; init; }

    public static ConsentListView Of(ConsentSettings settings) => new()
    {
        Groups = new([]),
        Consents = new([.. settings.Consents.Select(one => new ConsentView(one.Id, one.Name, one.Description ?? "", one.Category ?? "", one.CreatedAt, one.UpdatedAt))]),
    };
}

internal sealed class ConsentPartView<T>(IReadOnlyList<T> data)
{
    public string Object => "list";

    public int Total => Data.Count;

    public string DataRef => "data";

    public IReadOnlyList<T> Data { get; } = data;
}

internal sealed record ConsentView(
    [property: Description("By it a customer's answer is told.")] string Id, string Name, string Description, string Category, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt)
{
    public string Object => "consent";
}

/// <summary>Several consents under one name; none are kept.</summary>
internal sealed record ConsentGroupView(string Id, string Name)
{
    public string Object => "consent_group";
}

/// <summary>What a customer said, as a request tells it.</summary>
internal static class ConsentBody
{
    public const string What = "By the id of each consent: true when the customer gives it, false when they refuse or withdraw it. What is not named stays; whoever says the same again keeps the earlier time.";

    /// <summary>By the id of each consent whether it is given; what is wrong is noted with the fields.</summary>
    public static Dictionary<string, bool> Read(Fields fields)
    {
        var said = new Dictionary<string, bool>(StringComparer.Ordinal);
        var names = fields.Names.Take(Consent.MostConsents + 1).ToList();
        if (names.Count is 0 or > Consent.MostConsents) fields.Problem("", $"should name 1 to {Consent.MostConsents} consents");
        foreach (var id in names)
        {
            if (fields.Flag(id) is { } given) said[id] = given;
            else if (fields.IsNull(id)) fields.Problem(id, "should be a boolean");
        }

        return said;
    }
}
