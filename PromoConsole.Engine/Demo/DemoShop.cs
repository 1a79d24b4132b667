using System.Globalization;
using System.Text;
using System.Text.Json;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Demo;

/// <summary>The standing parts of the demo store: products in collections, customers in segments. The same seed and day give the same shop.</summary>
internal sealed class DemoShop
{
    public const int ProductCount = 240;
    public const int CustomerCount = 2_200;

    /// <summary>The segment that is a filter: nobody is put on a list, the customer's own data says it.</summary>
    public const string Staff = "Staff and friends";

    private DemoShop(
        List<Product> products, List<Sku> skus, List<ProductCollection> collections, List<CollectionMember> shelves, List<Customer> customers, List<Segment> segments,
        List<SegmentMember> members)
    {
        (Products, Skus, Collections, Shelves, Customers, Segments, Members) = (products, skus, collections, shelves, customers, segments, members);
    }

    public List<Product> Products { get; }

    public List<Sku> Skus { get; }

    public List<ProductCollection> Collections { get; }

    public List<CollectionMember> Shelves { get; }

    public List<Customer> Customers { get; }

    public List<Segment> Segments { get; }

    public List<SegmentMember> Members { get; }

    private readonly Dictionary<string, List<Customer>> _members = [];
    private readonly Dictionary<string, List<Product>> _onShelf = [];

    public List<Customer> MembersOf(string segment)
    {
        if (_members.TryGetValue(segment, out var known)) return known;
        if (segment == Staff) return _members[segment] = Customers.FindAll(c => c.Metadata.Find("staff") is not null);
        var id = SegmentId(segment);
        var ids = Members.Where(m => m.SegmentId == id).Select(m => m.CustomerId).ToHashSet();
        return _members[segment] = [.. Customers.Where(c => ids.Contains(c.Id))];
    }

    public List<Product> OnShelf(string collection)
    {
        if (_onShelf.TryGetValue(collection, out var known)) return known;
        var id = CollectionId(collection);
        var ids = Shelves.Where(s => s.CollectionId == id).Select(s => s.ProductId).ToHashSet();
        return _onShelf[collection] = [.. Products.Where(p => ids.Contains(p.Id))];
    }

    public string SegmentId(string name) => Segments.Single(s => s.Name == name).Id;

    public string CollectionId(string name) => Collections.Single(c => c.Name == name).Id;

    /// <param name="opened">When the shop began: a year before it is loaded.</param>
    public static DemoShop Create(int seed, DateTimeOffset opened)
    {
        var random = new Random(seed);
        var (products, skus, collections, shelves) = Stock(random, opened);
        var customers = People(random, opened);
        var (segments, members) = Groups(random, opened, customers);
        return new DemoShop(products, skus, collections, shelves, customers, segments, members);
    }

    private static (List<Product>, List<Sku>, List<ProductCollection>, List<CollectionMember>) Stock(Random random, DateTimeOffset opened)
    {
        var products = new List<Product>();
        var collections = new List<ProductCollection>();
        var skus = new List<Sku>();
        var shelves = new List<CollectionMember>();
        var names = new HashSet<string>();
        foreach (var shelf in DemoWords.Shelves) collections.Add(new ProductCollection { Id = Ids.New("pc_", opened), Name = shelf.Collection, Demo = true, CreatedAt = opened });
        for (var number = 1; products.Count < ProductCount; number++)
        {
            var at = number % DemoWords.Shelves.Length;
            var (collection, things) = DemoWords.Shelves[at];
            var (thing, from, to) = things[random.Next(things.Length)];
            var colour = "";
            var name = $"{Pick(random, DemoWords.Makes)} {thing}, {colour = Pick(random, DemoWords.Colours)}";
            if (!names.Add(name)) continue;
            var product = new Product
            {
                Id = Ids.New("prod_", opened),
                SourceId = $"LL-{products.Count + 1001}",
                Name = name,
                PriceAmount = random.Next(from, to) * 100L + (random.Next(3) == 0 ? 90 : 0),
                Attributes = collection == DemoWords.Bedding ? ["size"] : [],
                Metadata = Metadata(("shelf", collection), ("colour", colour)),
                Demo = true,
                CreatedAt = opened,
            };
            products.Add(product);
            if (collection == DemoWords.Bedding) skus.AddRange(Sizes(product));
            shelves.Add(new CollectionMember { CollectionId = collections[at].Id, ProductId = product.Id });
        }

        collections.Add(new ProductCollection { Id = Ids.New("pc_", opened), Name = "Indigo", Filter = Is("metadata.colour", "indigo"), Demo = true, CreatedAt = opened });
        return (products, skus, collections, shelves);
    }

    // Two sizes; the larger one costs a fifth more.
    private static IEnumerable<Sku> Sizes(Product product) =>
        from size in (string[])["single", "double"]
        select new Sku
        {
            Id = Ids.New("sku_", product.CreatedAt), ProductId = product.Id, SourceId = $"{product.SourceId}-{size[0]}", Name = $"{product.Name}, {size}",
            PriceAmount = size == "double" ? Money.Round(product.PriceAmount!.Value * 1.2m) : null, Attributes = Metadata(("size", size)), Demo = true, CreatedAt = product.CreatedAt,
        };

    private static Filter Is(string field, object value) => new(Junction.And, [new(field, [new(FilterOperator.Is, [JsonSerializer.SerializeToElement(value)])])]);

    private static List<Customer> People(Random random, DateTimeOffset opened)
    {
        var customers = new List<Customer>();
        for (var i = 0; i < CustomerCount; i++)
        {
            var first = DemoWords.FirstNames[(i + random.Next(3)) % DemoWords.FirstNames.Length];
            var last = DemoWords.LastNames[(i / 7 + random.Next(40)) % DemoWords.LastNames.Length];
            var createdAt = opened.AddMinutes(random.Next(60 * 24 * 300));
            var sourceId = string.Create(CultureInfo.InvariantCulture, $"C-{10_001 + i}");
            var (name, email) = ($"{first} {last}", $"{Plain(first)}.{Plain(last)}.{i + 1}@mail.example");
            var phone = string.Create(CultureInfo.InvariantCulture, $"+48 600 {random.Next(100, 1000)} {random.Next(100, 1000)}");
            customers.Add(new Customer
            {
                Id = Ids.New("cust_", createdAt),
                SourceId = sourceId,
                Name = name,
                Email = email,
                Phone = phone,
                Search = SearchText.Of(name, email, phone, sourceId),
                Metadata = random.Next(50) == 0
                    ? Metadata(("country", Pick(random, DemoWords.Countries)), ("newsletter", true), ("staff", true))
                    : Metadata(("country", Pick(random, DemoWords.Countries)), ("newsletter", random.Next(3) > 0)),
                Demo = true,
                CreatedAt = createdAt,
                UpdatedAt = createdAt,
            });
        }

        return customers;
    }

    private static (List<Segment>, List<SegmentMember>) Groups(Random random, DateTimeOffset opened, List<Customer> customers)
    {
        var segments = new List<Segment>();
        var members = new List<SegmentMember>();
        foreach (var (name, share) in new[] { ("Loom Club", 35), ("Newsletter readers", 60), ("Gold", 8), ("Lapsed, 90 days", 20) })
        {
            var segment = new Segment { Id = Ids.New("seg_", opened), Name = name, Demo = true, CreatedAt = opened };
            segments.Add(segment);
            members.AddRange(customers.Where(_ => random.Next(100) < share).Select(c => new SegmentMember { SegmentId = segment.Id, CustomerId = c.Id }));
        }

        segments.Add(new Segment
        {
            Id = Ids.New("seg_", opened), Name = Staff, Kind = SegmentKind.Passive, Filter = Is("metadata.staff", true), Demo = true, CreatedAt = opened,
        });
        return (segments, members);
    }

    public static MetadataBag Metadata(params (string Key, object Value)[] values) =>
        new(values.ToDictionary(v => v.Key, v => JsonSerializer.SerializeToElement(v.Value), StringComparer.Ordinal));

    public static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Replace("ł", "l", StringComparison.Ordinal)
        .Normalize(NormalizationForm.FormD).Where(c => c is >= 'a' and <= 'z'));
}
