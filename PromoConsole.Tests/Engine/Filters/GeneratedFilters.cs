using System.Text.Json;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Filters;

/// <summary>Filters and customers drawn from small ranges, so that tests are often just met, just missed, or find nothing to look at.</summary>
internal sealed class GeneratedFilters(int seed)
{
    private static readonly string[] Fields = ["name", "email", "birthdate", "created_at", "address.city", "metadata.size", "metadata.tags", "metadata.day", "metadata.home.floor"];
    private static readonly string[] Words = ["Ola", "Ola N", "ola", "a", "5", "5.0", "-3", "1e1", "true", "loom", "oak", ""];
    private static readonly string[] Days = ["2026-03-01", "2026-03-02", "2026-02-28", "2026-04-01", "1990-03-02", "2026-03-02T11:00:00Z", "2026-03-01T23:30:00Z", "2026-02-28T23:30:00+01:00"];
    private static readonly string[] Counts = ["0", "1", "2", "3", "30"];

    private static readonly string[] Bags =
    [
        "{}", """{"size":5,"day":"2026-03-01"}""", """{"size":"5","tags":["loom","oak"]}""", """{"size":null,"tags":[]}""", """{"size":10,"day":"2026-03-02T11:00:00Z"}""",
        """{"size":true,"home":{"floor":-3}}""", """{"size":"","tags":["5",5,"a"]}""", """{"size":{"a":1},"home":{"floor":"Ola"}}""", """{"day":["2026-03-01","2026-04-01"],"tags":"loom"}""",
    ];

#pragma warning disable RS0030 // reproducible test data from a seed
    private readonly Random _random = new(seed);
#pragma warning restore RS0030

    public Filter Filter(int deeper = 2) => new(
        (Junction)_random.Next(2),
        [.. Fields.OrderBy(_ => _random.Next()).Take(_random.Next(1, 4)).Select(field => new FieldFilter(field, [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Test(field))]))])
    {
        Groups = deeper == 0 || _random.Next(3) > 0 ? null : [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Filter(deeper - 1))], Not = _random.Next(5) == 0,
    };

    public Customer Customer() => new()
    {
        Id = "cust_1",
        Name = Maybe(Words),
        Email = Maybe(Words),
        Birthdate = _random.Next(4) == 0 ? null : new DateOnly(2026, 3, 2).AddDays(_random.Next(-40, 40)),
        CreatedAt = Decisions.Noon.AddHours(_random.Next(-60, 60)),
        Address = _random.Next(3) == 0 ? null : new CustomerAddress(Maybe(Words), null, null, null, null, null),
        Metadata = Decisions.Bag(Pick(Bags)),
    };

    private FieldTest Test(string field)
    {
        var type = field is "birthdate" or "created_at" ? FieldType.Time : field.StartsWith("metadata.", StringComparison.Ordinal) ? FieldType.Anything : FieldType.Text;
        var allowed = Enum.GetValues<FilterOperator>().Where(one => FilterCheck.Allows(type, one)).ToArray();
        var comparison = allowed[_random.Next(allowed.Length)];
        if (FilterCheck.IsAlone(comparison)) return new(comparison, []);
        var from = comparison is >= FilterOperator.MoreThanAgo and <= FilterOperator.DaysInFuture or FilterOperator.Count or FilterOperator.CountLess or FilterOperator.CountMore ? Counts
            : type == FieldType.Time || comparison is FilterOperator.Before or FilterOperator.After || _random.Next(4) == 0 && type == FieldType.Anything ? Days
            : Words;
        return new(comparison, [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => JsonSerializer.SerializeToElement(Pick(from)))]);
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private string? Maybe(string[] from) => _random.Next(4) == 0 ? null : Pick(from);
}
