using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Templates;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Filters;

public class ListFieldsTests
{
    private static readonly string?[] s_words = [null, "Mug", "mug", "Mugs", "a Mug", "ÄMug😀", "😀", "50 %_", ""];

    private static readonly ListFields<BinEntry> s_asked = new("an entry",
    [
        new TextField<BinEntry>("name", e => e.ParentId), new TimeField<BinEntry>("at", e => e.DeletedAt), new MadeField<BinEntry>("made", "tbe_", e => e.Id),
        new WordField<BinEntry>("kind", [("code", _ => e => e.Kind == BinKind.Voucher), ("sku", _ => e => e.Kind == BinKind.Sku)]),
        new EitherField<BinEntry>("either", new TextField<BinEntry>("a", e => e.Kind == BinKind.Voucher ? e.ParentId : null), new TextField<BinEntry>("b", e => e.Kind == BinKind.Voucher ? null : e.ParentId)),
        new NamedField<BinEntry, BinEntry>("same", db => db.BinEntries, new TextField<BinEntry>("name", e => e.ParentId), e => e.Id, e => e.ResourceId),
    ]);

    private static readonly FilterFields<BinEntry> s_said = new("an entry",
    [
        new("name", FieldType.Text, e => FilterValue.Of(e.ParentId)), new("at", FieldType.Time, e => FilterValue.Of(e.DeletedAt)), new("made", FieldType.Time, e => FilterValue.Of(e.DeletedAt)),
        new("kind", FieldType.Text, e => FilterValue.Of(e.Kind switch { BinKind.Voucher => "code", BinKind.Sku => "sku", _ => null })),
        new("either", FieldType.Text, e => FilterValue.Of(e.ParentId)), new("same", FieldType.Text, e => FilterValue.Of(e.ParentId)),
    ], [], []);

    [Fact]
    public async Task The_database_finds_what_the_filter_says()
    {
        await using var world = await PromoWorld.StartAsync();
        var random = new Random(12);
        var now = world.Time.GetUtcNow();
        await using var db = world.Db();
        foreach (var at in Enumerable.Range(0, 60))
        {
            var when = now.AddDays(random.Next(-4, 5)).AddMilliseconds(random.Next(-3, 4));
            var id = Ids.New("tbe_", when);
            db.BinEntries.Add(new() { Id = id, Kind = (BinKind)(at % 4), ResourceId = id, Name = "", ParentId = s_words[at % s_words.Length], DeletedBy = "", DeletedAt = when });
        }

        await db.SaveChangesAsync();
        var all = await db.BinEntries.AsNoTracking().ToListAsync();
        var clock = new FilterClock(now, TimeZoneInfo.FindSystemTimeZoneById(await db.Project.Select(p => p.TimeZone).SingleAsync()));
        var differed = new HashSet<int>();

        foreach (var _ in Enumerable.Range(0, 400))
        {
            var filter = Some(random, now, depth: 2);
            Assert.Empty(FilterCheck.Problems(filter, s_asked));
            var compiled = CompiledFilter<BinEntry>.Of(filter, s_said);

            var found = await (await s_asked.InAsync(db, db.BinEntries.AsNoTracking(), filter, world.Time, default)).Select(e => e.Id).ToListAsync();

            Assert.Equal(all.Where(e => compiled.Holds(e, clock)).Select(e => e.Id).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
            differed.Add(found.Count);
        }

        Assert.True(differed.Count > 20, "The filters hardly differ.");
    }

    [Fact]
    public void SQL_Server_is_asked_what_it_understands()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var random = new Random(7);
        var asking = new FakeTime().GetUtcNow();
        foreach (var _ in Enumerable.Range(0, 60))
            SqlServerSyntaxTests.AssertParses(s_asked.In(db.BinEntries, Some(random, asking, depth: 2), new ListAsking(db, new FilterClock(asking, TimeZoneInfo.Utc), asking, true)).ToQueryString());
    }

    [Fact]
    public async Task Every_list_can_be_asked_by_each_of_its_attributes()
    {
        await using var world = await PromoWorld.StartAsync();
        await using var here = world.Db();
        using var there = new SqlServerDesignTimeFactory().CreateDbContext([]);

        await AskAsync(VoucherFields.All, db => db.Vouchers);
        await AskAsync(CampaignFields.All, db => db.Campaigns);
        await AskAsync(RedemptionFields.All, db => db.Redemptions);
        await AskAsync(PublicationFields.Given, db => db.Publications);
        await AskAsync(PublicationFields.Refused, db => db.RefusedPublications);
        await AskAsync(PublicationFields.Held, db => db.Publications);
        await AskAsync(BinFields.All, db => db.BinEntries);
        await AskAsync(TemplateFields.All, db => db.CampaignTemplates);

        async Task AskAsync<T>(ListFields<T> fields, Func<PromoDbContext, IQueryable<T>> rows) where T : class
        {
            foreach (var name in fields.Names)
            {
                var type = fields.TypeOf(name)!.Value;
                foreach (var comparison in Enum.GetValues<FilterOperator>().Where(one => fields.Takes(name, one) && FilterCheck.Allows(type, one)))
                {
                    var value = FilterCheck.IsDays(comparison) || FilterCheck.IsCount(comparison) || type == FieldType.Number ? Json(1)
                        : type == FieldType.Time || comparison is FilterOperator.Before or FilterOperator.After ? Json("2026-03-01")
                        : Json("done");
                    var filter = new Filter(Junction.And, [new(name, [new(comparison, FilterCheck.IsAlone(comparison) ? [] : [value])])]);
                    Assert.Empty(FilterCheck.Problems(filter, fields));

                    Assert.Equal(0, await (await fields.InAsync(here, rows(here), filter, world.Time, default)).CountAsync());
                    var asking = new ListAsking(there, new FilterClock(world.Time.GetUtcNow(), TimeZoneInfo.Utc), world.Time.GetUtcNow(), true);
                    // Parameters are spelled out here; the parser cannot read the last character there is, which ends a range of codes.
                    SqlServerSyntaxTests.AssertParses(fields.In(rows(there), filter, asking).ToQueryString().Replace(char.MaxValue, '~'));
                }
            }
        }
    }

    // Keys and values as shops may have them, and what the database must not take for something else.
    private static readonly string[] s_bags =
    [
        "{}", """{"size":5,"day":"2026-03-01"}""", """{"size":"5","tags":["loom","oak"]}""", """{"size":null,"tags":[]}""", """{"size":10,"day":"2026-03-02T11:00:00Z"}""",
        """{"size":true,"home":{"floor":-3}}""", """{"size":"","tags":["5",5,"a",null,{"a":1}]}""", """{"size":{"a":1},"home":{"floor":"Ola"}}""", """{"day":["2026-03-01","2026-04-01"],"tags":"loom"}""",
        """{"size":"007","home.floor":3,"home":{"floor":5}}""", """{"size":"5x","home.floor":null,"home":{"floor":5}}""", """{"size":5.5,"day":"2026-02-30"}""", """{"size":" 5","home":"{\"floor\":5}"}""",
        """{"size":"89314404000000000001","home":[{"floor":5}]}""", """{"size":89314404000000000,"day":"2026-03-02T12:00:00+01:00"}""", """{"a \"b' [c] $.x %_😀":"5","size":"Oak😀","day":"2026-03-02T11:00"}""",
        """{"size":10,"tags":["2026-03-02T11:00:00.001Z","true"],"day":"now"}""", """{"size":-3.25,"home":{"floor":{"deep":"a"}}}""", """{"size":false,"tags":[false,5]}""", """{"size":"-","day":"2026-03-02 11:00"}""",
    ];

    private static readonly string[] s_keys = ["size", "tags", "day", "home.floor", "home", "home.floor.deep", "a \"b' [c] $.x %_😀", "none"];

    private static readonly ListFields<Voucher> s_attributes = new("a code", [], new("$", v => (string?)(object?)v.Metadata));

    private static readonly FilterFields<Voucher> s_said_attributes = new("a code", [], [new("metadata.", v => v.Metadata ?? MetadataBag.Empty)], []);

    [Fact]
    public async Task The_database_reads_custom_attributes_as_the_filter_says_them()
    {
        await using var world = await PromoWorld.StartAsync();
        var random = new Random(29);
        var now = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        await using var db = world.Db();
        foreach (var (bag, at) in s_bags.Select((bag, at) => (bag, at)))
            db.Vouchers.Add(new() { Id = $"v_{at:D2}", Code = $"C{at}", CodeKey = $"C{at}", CodeSearch = $"C{at}", CreatedAt = now, Metadata = at == 0 ? null : PromoJson.Read<MetadataBag>(bag) });
        await db.SaveChangesAsync();
        var all = await db.Vouchers.AsNoTracking().ToListAsync();
        var clock = new FilterClock(now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));
        var met = 0;

        foreach (var _ in Enumerable.Range(0, 800))
        {
            var filter = Attribute(random);
            Assert.Empty(FilterCheck.Problems(filter, s_attributes));
            var compiled = CompiledFilter<Voucher>.Of(filter, s_said_attributes);

            var found = await s_attributes.In(db.Vouchers.AsNoTracking(), filter, new ListAsking(db, clock, now, true)).Select(v => v.Id).ToListAsync();

            var said = all.Where(v => compiled.Holds(v, clock)).Select(v => v.Id).Order(StringComparer.Ordinal);
            Assert.True(said.SequenceEqual(found.Order(StringComparer.Ordinal)), $"{JsonSerializer.Serialize(filter)}\n{string.Join(' ', said)}\n{string.Join(' ', found)}");
            if (found.Count > 0 && found.Count < all.Count) met++;
        }

        Assert.True(met > 150, $"Only {met} filters find some.");
    }

    [Fact]
    public void SQL_Server_is_asked_of_custom_attributes_what_it_understands()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var random = new Random(5);
        foreach (var _ in Enumerable.Range(0, 80))
        {
            var sql = s_attributes.In(db.Vouchers, Attribute(random), new ListAsking(db, new FilterClock(new FakeTime().GetUtcNow(), TimeZoneInfo.Utc), default, true)).ToQueryString();
            SqlServerSyntaxTests.AssertParses(sql);
            Assert.Contains("OPENJSON", sql, StringComparison.Ordinal);
        }
    }

    // The names of things: SQLite puts numbers of more than 64 bits in order by 15 digits.
    private static readonly string[] s_long = ["89314404000000000001", "89314404000000000002"];

    private static bool IsOrder(FilterOperator comparison) => comparison is >= FilterOperator.MoreThan and <= FilterOperator.AtMost;

    private static Filter Attribute(Random random)
    {
        var comparison = One(random, [.. Enum.GetValues<FilterOperator>().Where(one => s_attributes.Takes("metadata.a", one))]);
        string[] from = FilterCheck.IsDays(comparison) || FilterCheck.IsCount(comparison) ? ["0", "1", "2", "3", "-1"]
            : comparison is FilterOperator.Before or FilterOperator.After || random.Next(5) == 0 ? ["2026-03-01", "2026-03-02", "2026-04-01", "9999-12-31", "2026-03-02T11:00:00Z", "2026-03-02T11:00:00.0005Z", "2026-03-01T23:00:00Z"]
            : ["5", "5.0", "7", "-3", "1e1", "10", "5x", "x", "true", "false", "loom", "oak", "😀", "-", "", "a", "89314404000000000", "5.5", "Ola", .. IsOrder(comparison) ? [] : s_long];
        var values = FilterCheck.IsAlone(comparison) ? [] : Enumerable.Range(0, random.Next(1, 3)).Select(_ => Json(One(random, from))).ToList();
        return new Filter(Junction.And, [new("metadata." + One(random, s_keys), [new(comparison, values)])]);
    }

    private static Filter Some(Random random, DateTimeOffset now, int depth)
    {
        var fields = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Field(random, now)).DistinctBy(field => field.Field).ToList();
        return new Filter((Junction)random.Next(2), fields) { Not = random.Next(4) == 0, Groups = depth > 0 && random.Next(2) == 0 ? [Some(random, now, depth - 1)] : null };
    }

    private static FieldFilter Field(Random random, DateTimeOffset now)
    {
        var name = (string[])["name", "at", "made", "kind", "either", "same"];
        var field = name[random.Next(name.Length)];
        if (field is not ("at" or "made"))
        {
            var comparison = One(random, FilterOperator.Is, FilterOperator.IsNot, FilterOperator.In, FilterOperator.NotIn, FilterOperator.StartsWith, FilterOperator.EndsWith, FilterOperator.Contains, FilterOperator.NotContain, FilterOperator.HasValue, FilterOperator.IsUnknown);
            // Words of a few may be spelled either way; these are spelled as they are.
            string[] words = field == "kind" ? ["code", "sku", "s"] : ["Mug", "mug", "ug", "😀", "_", "M"];
            return new(field, [new(comparison, FilterCheck.IsAlone(comparison) ? [] : [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Json(One(random, words)))])]);
        }

        var when = One(random, FilterOperator.Is, FilterOperator.IsNot, FilterOperator.Before, FilterOperator.After, FilterOperator.AtLeast, FilterOperator.AtMost, FilterOperator.MoreThan, FilterOperator.LessThan,
            FilterOperator.MoreThanAgo, FilterOperator.LessThanAgo, FilterOperator.DaysAgo, FilterOperator.MoreThanFuture, FilterOperator.LessThanFuture, FilterOperator.DaysInFuture, FilterOperator.HasValue, FilterOperator.IsUnknown);
        var days = FilterCheck.IsDays(when) || (FilterCheck.CountsDays(when) && random.Next(2) == 0);
        var value = days ? Json(random.Next(-1, 4)) : random.Next(2) == 0 ? Json(now.AddDays(random.Next(-4, 5)).ToString("yyyy-MM-dd")) : Json(now.AddDays(random.Next(-2, 3)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        return new(field, [new(when, FilterCheck.IsAlone(when) ? [] : [value])]);
    }

    private static T One<T>(Random random, params T[] of) => of[random.Next(of.Length)];

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
