using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Discounts.Formulas;

public class FormulaTests
{
    // Noon is Monday 2 March 2026, 13:00 in Warsaw.
    private static readonly FormulaContext Known = new()
    {
        Facts = new FormulaFacts
        {
            Now = Decisions.Noon,
            Zone = Decisions.Project.Zone,
            Customer = Decisions.Bag("""{"years":4,"tier":"gold","tags":["new","vip"],"member":true,"since":"2020-03-03","rate":"1.5","no":null}"""),
            CustomerBirthdate = new DateOnly(1990, 3, 3),
            Redeemable = Decisions.Bag("""{"value":7}"""),
            Redemption = Decisions.Bag("""{"till":3}"""),
            Publication = Decisions.Bag("""{"wave":2}"""),
            CustomEvent = Decisions.Bag("""{"score":9}"""),
            VoucherRedemptionQuantity = 10,
            VoucherRedeemedQuantity = 3,
            VoucherPublishCount = 2,
            VoucherStartsAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            VoucherEndsAt = new(2026, 5, 15, 22, 0, 0, TimeSpan.Zero), // midnight of the 16th in Warsaw
            TierStartsAt = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
            TierEndsAt = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero),
        },
        Order = DemoCart.Order with
        {
            Metadata = Decisions.Bag("""{"channel":"web","nested":{"deep":5}}"""),
            Lines = [.. DemoCart.Order.Lines.Select((line, i) => i == DemoCart.Cap ? line with { Line = line.Line with { Metadata = Decisions.Bag("""{"engraved":2}""") } } : line)],
        },
        Line = DemoCart.Order.Lines[DemoCart.Cap] with
        {
            DiscountAmount = 8_00,
            Line = DemoCart.Order.Lines[DemoCart.Cap].Line with { Metadata = Decisions.Bag("""{"engraved":2}""") },
        },
        Items = DemoCart.Shop,
        BundleQuantity = 2,
    };

    public static TheoryData<string, double?> Names => new()
    {
        { "ORDER_METADATA(\"nested.deep\")", 5 }, { "CUSTOMER_METADATA(\"years\")", 4 }, { "REDEEMABLE_METADATA(\"value\")", 7 },
        { "REDEMPTION_METADATA(\"till\")", 3 }, { "PUBLICATION_METADATA(\"wave\")", 2 }, { "CUSTOM_EVENT_METADATA(\"score\")", 9 },
        { "ORDER_AMOUNT", 209 }, { "ORDER_ITEMS_QUANTITY", 4 }, { "ORDER_UNITS_QUANTITY", 10 },
        { "ORDER_ITEM_PRICE", 24 }, { "ORDER_ITEM_AMOUNT", 48 }, { "ORDER_ITEM_SUBTOTAL", 40 }, { "ORDER_ITEM_UNITS_QUANTITY", 2 },
        { "ORDER_ITEM_METADATA(\"engraved\")", 2 }, { "ORDER_ITEM_PRODUCT_METADATA(\"margin\")", 0.25 },
        { "CHEAPEST_ORDER_ITEM_PRICE", 9 }, { "CHEAPEST_ORDER_ITEM_AMOUNT", 36 }, { "CHEAPEST_ORDER_ITEM_SUBTOTAL", 36 }, { "CHEAPEST_ORDER_ITEM_UNITS_QUANTITY", 4 },
        { "CHEAPEST_ORDER_ITEM_METADATA(\"engraved\")", null }, { "CHEAPEST_ORDER_ITEM_PRODUCT_METADATA(\"margin\")", null },
        { "MOST_EXPENSIVE_ORDER_ITEM_PRICE", 80 }, { "MOST_EXPENSIVE_ORDER_ITEM_AMOUNT", 80 }, { "MOST_EXPENSIVE_ORDER_ITEM_SUBTOTAL", 80 },
        { "MOST_EXPENSIVE_ORDER_ITEM_UNITS_QUANTITY", 1 }, { "MOST_EXPENSIVE_ORDER_ITEM_METADATA(\"engraved\")", null },
        { "MOST_EXPENSIVE_ORDER_ITEM_PRODUCT_METADATA(\"margin\")", null },
        { "VOUCHER_REDEMPTION_QUANTITY", 10 }, { "VOUCHER_REDEEMED_QUANTITY", 3 }, { "VOUCHER_PUBLISH_COUNT", 2 },
        { "MONTH(VOUCHER_START_DATE)", 1 }, { "DAY_OF_MONTH(VOUCHER_EXPIRATION_DATE)", 16 }, { "MONTH(PROMOTION_TIER_START_DATE)", 2 },
        { "MONTH(PROMOTION_TIER_EXPIRATION_DATE)", 4 },
        { "YEAR(CUSTOMER_BIRTHDATE)", 1990 }, { "DAY_OF_MONTH(TODAY)", 2 }, { "DAY_OF_MONTH(NOW)", 2 }, { "DAY_OF_MONTH(DATE(\"2024-02-01\"))", 1 },
        { "DAY_OF_MONTH(DATE_TIME(\"2024-02-01T23:30:00Z\"))", 2 }, // the next day in Warsaw
        { "MONTH(DATE(\"2024-02-01\"))", 2 }, { "YEAR(DATE(\"2024-02-01\"))", 2024 },
        { "DAYS_SINCE(DATE(\"2026-02-01\"))", 29 }, { "MONTHS_SINCE(DATE(\"2025-12-03\"))", 2 }, { "YEARS_SINCE(CUSTOMER_BIRTHDATE)", 35 }, // 36 tomorrow
        { "YEARS_SINCE(CUSTOMER_METADATA(\"since\"))", 5 },
        { "DAYS_UNTIL(DATE(\"2026-03-12\"))", 10 }, { "MONTHS_UNTIL(DATE(\"2026-05-01\"))", 1 }, { "DAYS_UNTIL(DATE(\"2026-03-01\"))", null }, // below zero
        { "IF(DATE_IS(NOW; DATE(\"2026-03-02\")); 1; 0)", 1 }, { "IF(TODAY DATE_IS DATE(\"2026-03-03\"); 1; 0)", 0 },
        { "IF(DATE_IS_NOT(NOW; TODAY); 1; 0)", 0 }, { "IF(NOW DATE_IS_NOT DATE(\"2026-01-01\"); 1; 0)", 1 },
        { "IF(IS_AFTER(NOW; TODAY); 1; 0)", 1 }, { "IF(NOW IS_BEFORE \"2026-03-02T12:00:01Z\"; 1; 0)", 1 }, { "IF(IS_BEFORE(NOW; TODAY); 1; 0)", 0 },
        { "MIN(3; 2)", 2 }, { "MAX(3; 2)", 3 }, { "POW(2; 10)", 1024 }, { "POW(2; -1)", 0.5 }, { "POW(9; 0.5)", 3 }, { "POW(0; -1)", null },
        { "ROUND(2.345; 2)", 2.35 }, { "ROUND(2.5)", 3 }, { "ROUND(1250; -2)", 1300 }, { "FLOOR(2.99; 1)", 2.9 }, { "FLOOR(299; -1)", 290 }, { "CEIL(2.01; 1)", 2.1 }, { "CEIL(201; -2)", 300 },
        { "DEFAULT_TO(CUSTOMER_METADATA(\"none\"); 6)", 6 }, { "DEFAULT_TO(CUSTOMER_METADATA(\"no\"); 6)", 6 }, { "DEFAULT_TO(4; 6)", 4 },
        { "IF(1 > 2; 3; 4)", 4 }, { "IF(CUSTOMER_METADATA(\"member\"); 3; 4)", 3 },
        { "SWITCH(CUSTOMER_METADATA(\"tier\"); SWITCH_CASE(\"silver\"; 10) SWITCH_CASE(\"gold\"; 20); 5)", 20 },
        { "SWITCH(\"none\"; SWITCH_CASE(\"silver\"; 10); SWITCH_CASE(\"gold\"; 20); 5)", 5 }, { "SWITCH(\"none\"; SWITCH_CASE(\"gold\"; 20))", null },
        { "order.bundle.quantity", 2 },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_name_gives_what_it_says(string text, double? value)
    {
        var formula = Formula.Of(text);

        Assert.Null(formula.Error?.Sentence);
        Assert.Equal((decimal?)value, formula.Evaluate(Known));
    }

    [Fact]
    public void No_name_is_without_a_case_and_every_example_can_be_read()
    {
        var asked = Names.SelectMany(row => Formula.Of(row.Data.Item1).Names).Select(used => used.Name.Name).ToHashSet();

        Assert.Empty(FormulaNames.All.Select(name => name.Name).Except(asked));
        Assert.All(FormulaNames.All.Where(name => name.Name != "SWITCH_CASE"), name =>
            Assert.True(Formula.Of(name.Example).Error is null or { Message: "the formula gives a date, not a number" or "the formula gives true or false, not a number" }, name.Example));
    }

    [Theory]
    [InlineData("1 + 2 * 3", 7d)]
    [InlineData("(1 + 2) * 3", 9d)]
    [InlineData("10 - 4 - 3", 3d)]
    [InlineData("7 % 4", 3d)]
    [InlineData("2 x 3 × 4", 24d)]
    [InlineData("2x3", 6d)]
    [InlineData("9 ÷ 2", 4.5)]
    [InlineData("--3", 3d)]
    [InlineData("0.1 + 0.2", 0.3)]
    [InlineData(".5", 0.5)]
    [InlineData("1 - 2", null)] // below zero
    [InlineData("1 / 0", null)]
    [InlineData("1 % 0", null)]
    [InlineData("POW(10; 28) * 100", null)] // more than a number can hold
    [InlineData("CUSTOMER_METADATA(\"rate\") * 2", 3d)] // text that spells a number
    [InlineData("CUSTOMER_METADATA(\"tier\") * 2", null)]
    [InlineData("if(order_amount > 150; 25; 10)", 25d)]
    [InlineData("IF(1 = 1 AND 2 != 3; 1; 0)", 1d)]
    [InlineData("IF(1 > 2 OR 2 >= 2 AND 1 <= 0; 1; 0)", 0d)] // AND binds tighter
    [InlineData("IF((1 < 2 OR 2 > 2) AND 1 <= 1; 1; 0)", 1d)]
    [InlineData("IF(CUSTOMER_METADATA(\"none\") = 1 OR 1 = 1; 1; 0)", 1d)] // decided whatever is missing
    [InlineData("IF(CUSTOMER_METADATA(\"none\") = 1 AND 1 = 2; 1; 0)", 0d)]
    [InlineData("IF(CUSTOMER_METADATA(\"none\") = 1 AND 1 = 1; 1; 0)", null)]
    [InlineData("IF(CUSTOMER_METADATA(\"tier\") is \"gold\"; 1; 0)", 1d)]
    [InlineData("IF(CUSTOMER_METADATA(\"tier\") isNot \"gold\"; 1; 0)", 0d)]
    [InlineData("IF(CUSTOMER_METADATA(\"tier\") contains \"ol\"; 1; 0)", 1d)]
    [InlineData("IF(CUSTOMER_METADATA(\"tier\") startsWith \"go\"; 1; 0)", 1d)]
    [InlineData("IF(CUSTOMER_METADATA(\"tier\") endsWith \"go\"; 1; 0)", 0d)]
    [InlineData("IF(CUSTOMER_METADATA(\"tier\") IN_ARRAY \"silver, gold\"; 1; 0)", 1d)]
    [InlineData("IF(CUSTOMER_METADATA(\"tier\") NOT_IN_ARRAY \"silver,gold\"; 1; 0)", 0d)]
    [InlineData("IF(CUSTOMER_METADATA(\"tags\") contains \"vip\"; 1; 0)", 1d)]
    [InlineData("IF(CUSTOMER_METADATA(\"tags\") IN_ARRAY \"vip,old\"; 1; 0)", 1d)]
    [InlineData("IF(CUSTOMER_METADATA(\"years\") is \"4\"; 1; 0)", 1d)]
    public void Operators_work_as_in_the_field(string text, double? value)
    {
        var formula = Formula.Of(text);

        Assert.Null(formula.Error?.Sentence);
        Assert.Equal((decimal?)value, formula.Evaluate(Known));
    }

    [Theory]
    [InlineData("MAX(1; (2 + 3)", "position 15: expected )")]
    [InlineData("MIN(ORDER_AMO", "position 5: there is nothing called ORDER_AMO")]
    [InlineData("1 +", "position 4: expected a value, found the end")]
    [InlineData("1 2", "position 3: expected an operator, found 2")]
    [InlineData("1)", "position 2: there is no ( for this )")]
    [InlineData("", "position 1: expected a value, found the end")]
    [InlineData("1,5", "position 2: arguments are separated by ; and decimals written with .")]
    [InlineData("1 & 2", "position 3: & means nothing here")]
    [InlineData("1.2.3", "position 1: 1.2.3 is not a number")]
    [InlineData("ORDER_METADATA(\"k", "position 16: the text has no closing quote")]
    [InlineData("MIN(1)", "position 1: MIN takes 2 arguments, not 1")]
    [InlineData("ROUND(1; 2; 3)", "position 1: ROUND takes at most 2 arguments")]
    [InlineData("ORDER_AMOUNT(1)", "position 1: ORDER_AMOUNT takes nothing in brackets")]
    [InlineData("MIN", "position 4: expected (")]
    [InlineData("TODAY", "position 1: the formula gives a date, not a number")]
    [InlineData("1 > 2", "position 1: the formula gives true or false, not a number")]
    [InlineData("1 + \"a\"", "position 5: + needs a number, this is text")]
    [InlineData("IF(1; 2; 3)", "position 4: IF needs true or false, this is a number")]
    [InlineData("DAYS_SINCE(5)", "position 12: DAYS_SINCE needs a date, this is a number")]
    [InlineData("SWITCH(1; 2)", "position 1: SWITCH needs a SWITCH_CASE after the value")]
    [InlineData("MAX(SWITCH_CASE(1; 2); 3)", "position 5: MAX needs a number, this is a case of a SWITCH")]
    public void An_error_says_where_and_what(string text, string sentence)
    {
        var formula = Formula.Of(text);

        Assert.Equal(sentence, formula.Error?.Sentence);
        Assert.Null(formula.Evaluate(Known));
    }

    [Fact]
    public void Length_depth_and_size_are_limited()
    {
        Assert.Equal("a formula has at most 2000 characters", Formula.Of(new string('1', 2_001)).Error!.Message);
        Assert.Equal("brackets go too deep", Formula.Of(new string('(', 50) + "1" + new string(')', 50)).Error!.Message);
        Assert.Equal("brackets go too deep", Formula.Of(new string('-', 50) + "1").Error!.Message);
        Assert.Equal("the formula has too many parts", Formula.Of(string.Join('+', Enumerable.Repeat("1", 600))).Error!.Message);
    }

    [Fact]
    public void Equal_prices_take_the_lower_subtotal_for_both_ends()
    {
        var order = DemoCart.Cart(DemoCart.Line("cap", 10_00, 3), DemoCart.Line("book", 10_00, 1), DemoCart.Line("socks", 10_00, 1));

        Assert.Equal(10, Formula.Of("CHEAPEST_ORDER_ITEM_SUBTOTAL").Evaluate(Known with { Order = order }));
        Assert.Equal(10, Formula.Of("MOST_EXPENSIVE_ORDER_ITEM_SUBTOTAL").Evaluate(Known with { Order = order }));
    }

    [Fact]
    public void What_is_not_known_gives_way()
    {
        var nothing = new FormulaContext { Facts = FormulaFacts.None };

        Assert.All(FormulaNames.All.Where(name => name.Group is not FormulaGroup.Functions and not FormulaGroup.Dates), name =>
            Assert.Null(Formula.Of($"0 * MAX(1; {name.Example})").Evaluate(nothing)));
    }

    [Fact]
    public void No_input_throws()
    {
#pragma warning disable RS0030 // reproducible test data from a seed
        var random = new Random(7);
#pragma warning restore RS0030
        string[] pieces =
        [
            .. FormulaNames.All.SelectMany(name => new[] { name.Name, name.Example }), .. FormulaOperator.All.Select(one => one.Word),
            "(", ")", ";", "\"", "\\", "1", "0", "99999999999999999999999999", ".", "..", "x", "-", ",", "#", " ", "\"2024-02-01\"", "\"0001-01-01\"", "\"9999-12-31\"", "\0", "é", "😀",
        ];
        for (var i = 0; i < 60_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : "")));
            var formula = Formula.Of(text);

            Assert.True(formula.Error is null || formula.Evaluate(Known) is null);
            Assert.True(formula.Error is null || formula.Error.Position is >= 1 and <= Formula.MostLength + 1);
            Assert.True(formula.Evaluate(Known) is null or >= 0);
        }
    }

    [Fact]
    public void Mutations_of_working_formulas_never_throw()
    {
#pragma warning disable RS0030 // reproducible test data from a seed
        var random = new Random(8);
#pragma warning restore RS0030
        string[] good = [.. Names.Select(row => row.Data.Item1)];
        for (var i = 0; i < 40_000; i++)
        {
            var text = good[random.Next(good.Length)].ToCharArray();
            for (var change = random.Next(1, 4); change > 0; change--) text[random.Next(text.Length)] = (char)random.Next(32, 127);

            Assert.True(Formula.Of(new string(text)).Evaluate(Known) is null or >= 0);
        }
    }
}
