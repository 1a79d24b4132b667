namespace PromoConsole.Engine.Rules;

public static partial class RuleKinds
{
    private const string CartValue = "cart value";

    private static RuleKind[] Audience =>
    [
        Membership("customer.segment", RuleSubject.Segments, OperandKind.Segments, "Customer segment", "Whether the customer belongs to a segment.",
            "Customer is in Winter club", RuleCategory.Audience, RuleContexts.All, RuleBlame.Customer, needsCustomer: true),
        Membership("customer.loyalty.tier", RuleSubject.LoyaltyTiers, OperandKind.LoyaltyTiers, "Customer loyalty tier",
            "Whether the customer has reached a tier of a loyalty programme.", "Customer is in Gold", RuleCategory.Audience, RuleContexts.All, RuleBlame.Customer,
            needsCustomer: true),
        new()
        {
            Word = "publication.redeemable_by_linked_customer", Shape = ConditionShape.Flag, Subject = RuleSubject.IsHolder, Category = RuleCategory.Audience,
            Label = "Redeeming code holder", Help = "Whether the customer is the one the code was given to. A code given to nobody fails.",
            Example = "Only the holder may use the code", Operand = OperandKind.Flag, Contexts = RuleContexts.Codes, Blame = RuleBlame.Redemption,
            NeedsCustomer = true, Phrase = "the customer holds the code", Saw = "The customer holds the code.", Nothing = "The customer does not hold the code.",
        },
    ];

    private static RuleKind[] Products =>
    [
        Items("order.items.any", RuleSubject.AnyLine, "Any order item", "At least one order line is one of the products or in one of the collections.",
            "2 pieces or more from Outerwear"),
        Items("order.items.every", RuleSubject.EveryLine, "Every order item", "The cart has lines, and all of them are among the products or collections.",
            "Nothing but books in the cart"),
        Items("order.items.none", RuleSubject.NoLine, "None of the order items", "No order line is one of the products or in one of the collections.",
            "No gift cards in the cart", subRules: false),
        Items("order.items.cheapest", RuleSubject.CheapestLines, "Cheapest order item", "The line of the lowest unit price is among the products or collections.",
            "The cheapest thing is a candle"),
        Items("order.items.most_expensive", RuleSubject.DearestLines, "Most expensive order item",
            "The line of the highest unit price is among the products or collections.", "The most expensive thing is from Outerwear"),
    ];

    private static RuleKind[] Prices =>
    [
        Price("order.initial_amount", RuleSubject.InitialAmount, "Initial amount", "Cart value as sent, before anything was taken off.",
            "Initial amount is 50.00 or more", "initial cart total is {0}", "Initial cart total is {0}.", "The cart has no value.",
            basis: new(CartValue, "as sent", "A cart of 100.00 of which another code took 20.00 and this one takes 10.00: 100.00.")),
        Price("order.amount", RuleSubject.AmountBefore, "Total amount (before discounts)", "Cart value when this code's turn comes, before its own discount.",
            "Cart total is 150.00 or more", "cart total is {0}", "Cart total before discounts is {0}.", "The cart has no value.",
            basis: new(CartValue, "before this discount", "A cart of 100.00 of which another code took 20.00 and this one takes 10.00: 80.00.")),
        Price("order.total_amount", RuleSubject.TotalAmount, "Total amount after discounts", "Cart value with this code's own discount taken off.",
            "At least 30.00 stays to pay", "cart total after the discount is {0}", "Cart total after this discount is {0}.", "The cart has no value.",
            basis: new(CartValue, "after this discount", "A cart of 100.00 of which another code took 20.00 and this one takes 10.00: 70.00.")),
        Price("order.items.count", RuleSubject.ItemsQuantity, "Items quantity", "Pieces in the cart, all lines together.", "3 pieces or more",
            "the cart has {0}", "The cart has {0}.", "The cart has no pieces.", OperandKind.Quantity),
        Price("order.items.price_any", RuleSubject.AnyPrice, "Price of any item", "Unit price of at least one order line.", "Something of 100.00 or more",
            "a piece in the cart costs {0}", "The closest unit price is {0}.", "No line has a price."),
        Price("order.items.price_each", RuleSubject.EachPrice, "Price of each item", "Unit price of every order line.", "Nothing below 5.00",
            "each piece in the cart costs {0}", "The closest unit price is {0}.", "No line has a price."),
    ];

    private static RuleKind[] BudgetKinds =>
    [
        Budget("campaign.orders.amount_discounted", BudgetMeasure.CampaignDiscountedAmount, "Total discounted amount", "Discounts the campaign has given, this one included.",
            "No more than 1,000.00 in all", "the campaign gives {0} in discounts", "With this one the campaign has given {0}.", "The discount is not known without an order."),
        Budget("campaign.orders.amount", BudgetMeasure.CampaignOrdersAmount, "Total orders value", "Value of all orders the campaign was used on before discounts, this one included.",
            "Until 50,000.00 were sold", "the campaign’s orders are worth {0}", "With this one the campaign’s orders are worth {0}.", "The order has no value."),
        Budget("redemption.gift.amount", BudgetMeasure.CampaignGiftAmount, "Total redeemed gift amount", "Gift money redeemed in the campaign, this time included.",
            "No more than 10,000.00 of gift money", "the campaign redeems {0} of gift money", "With this one {0} of gift money is redeemed.", "No gift money is asked for.",
            RuleContexts.GiftCards),
        Budget("campaign.redemptions.count", BudgetMeasure.CampaignRedemptions, "Total number of redemptions", "Redemptions of the whole campaign, this one included.",
            "The first 500 redemptions", "the campaign is redeemed {0}", "With this one the campaign is redeemed {0}."),
        Budget("campaign.redemptions.count.daily", BudgetMeasure.CampaignRedemptionsDaily, "Redemptions per day", "Redemptions of the campaign today, this one included.",
            "The first 50 each day", "the campaign is redeemed {0} a day", "With this one the campaign is redeemed {0} today."),
        Budget("campaign.redemptions.count.weekly", BudgetMeasure.CampaignRedemptionsWeekly, "Redemptions per week", "Redemptions of the campaign this calendar week, this one included.",
            "The first 200 each week", "the campaign is redeemed {0} a week", "With this one the campaign is redeemed {0} this week."),
        Budget("campaign.redemptions.count.monthly", BudgetMeasure.CampaignRedemptionsMonthly, "Redemptions per month", "Redemptions of the campaign this calendar month, this one included.",
            "The first 500 each month", "the campaign is redeemed {0} a month", "With this one the campaign is redeemed {0} this month."),
    ];

    private static RuleKind[] RedemptionKinds =>
    [
        Budget("campaign.redemptions.customers_count", BudgetMeasure.CampaignPerCustomer, "Redemptions per customer in the campaign",
            "Redemptions of any of the campaign's codes by this customer, this one included.", "Once per customer", "each customer redeems the campaign {0}",
            "With this one the customer has redeemed this campaign {0}."),
        Budget("campaign.redemptions.customers_count.daily", BudgetMeasure.CampaignPerCustomerDaily, "Per customer in the campaign per day",
            "Redemptions of the campaign by this customer today, this one included.", "Once per customer and day", "each customer redeems the campaign {0} a day",
            "With this one the customer has redeemed this campaign {0} today."),
        Budget("campaign.redemptions.customers_count.weekly", BudgetMeasure.CampaignPerCustomerWeekly, "Per customer in the campaign per week",
            "Redemptions of the campaign by this customer this calendar week, this one included.", "Once per customer and week", "each customer redeems the campaign {0} a week",
            "With this one the customer has redeemed this campaign {0} this week."),
        Budget("campaign.redemptions.customers_count.monthly", BudgetMeasure.CampaignPerCustomerMonthly, "Per customer in the campaign per month",
            "Redemptions of the campaign by this customer this calendar month, this one included.", "Once per customer and month",
            "each customer redeems the campaign {0} a month", "With this one the customer has redeemed this campaign {0} this month."),
        Budget("redemption.count.per_customer", BudgetMeasure.IncentivePerCustomer, "Redemptions per customer of one code",
            "Redemptions of this very code by this customer, this one included.", "Each code twice per customer", "each customer redeems a code {0}",
            "With this one the customer has redeemed this code {0}."),
        Budget("redemption.count.per_customer.daily", BudgetMeasure.IncentivePerCustomerDaily, "Per customer of one code per day",
            "Redemptions of this very code by this customer today, this one included.", "Each code once per customer and day", "each customer redeems a code {0} a day",
            "With this one the customer has redeemed this code {0} today."),
        Budget("redemption.count.per_customer.weekly", BudgetMeasure.IncentivePerCustomerWeekly, "Per customer of one code per week",
            "Redemptions of this very code by this customer this calendar week, this one included.", "Each code once per customer and week",
            "each customer redeems a code {0} a week", "With this one the customer has redeemed this code {0} this week."),
        Budget("redemption.count.per_customer.monthly", BudgetMeasure.IncentivePerCustomerMonthly, "Per customer of one code per month",
            "Redemptions of this very code by this customer this calendar month, this one included.", "Each code once per customer and month",
            "each customer redeems a code {0} a month", "With this one the customer has redeemed this code {0} this month."),
        Budget("redemption.count.daily", BudgetMeasure.IncentiveDaily, "Redemptions of one code per day", "Redemptions of this very code today by anybody, this one included.",
            "Each code 10 times a day", "a code is redeemed {0} a day", "With this one this code is redeemed {0} today."),
        Budget("redemption.count.weekly", BudgetMeasure.IncentiveWeekly, "Redemptions of one code per week",
            "Redemptions of this very code this calendar week by anybody, this one included.", "Each code 10 times a week", "a code is redeemed {0} a week",
            "With this one this code is redeemed {0} this week."),
        Budget("redemption.count.monthly", BudgetMeasure.IncentiveMonthly, "Redemptions of one code per month",
            "Redemptions of this very code this calendar month by anybody, this one included.", "Each code 10 times a month", "a code is redeemed {0} a month",
            "With this one this code is redeemed {0} this month."),
        new()
        {
            Word = "redemption.reward.pay_with_points.points_used", Shape = ConditionShape.Number, Subject = RuleSubject.PointsUsed, Category = RuleCategory.Redemptions,
            Label = "Maximum pay with points", Help = "Points to be used in this one redemption.", Example = "At most 500 points at once", Operand = OperandKind.Points,
            Operators = Limits, Contexts = RuleContexts.PayWithPoints, Blame = RuleBlame.Redemption, Phrase = "{0} are used", Saw = "{0} are used.", Nothing = "No points are used.",
        },
        Membership("redemption.user.login", RuleSubject.User, OperandKind.Users, "Redeeming user", "Who of the dashboard's users redeems, by e-mail. The shop's calls never match.",
            "Only the till redeems", RuleCategory.Redemptions, Redeeming | RuleContexts.PayWithPoints, RuleBlame.Redemption),
        Budget("redemption.count.per_user", BudgetMeasure.IncentivePerUser, "Redemptions per user", "Redemptions of this very code by this user of the dashboard, this one included.",
            "Each cashier once", "each user redeems a code {0}", "With this one the user has redeemed this code {0}.", "No user of the dashboard redeems.",
            Redeeming | RuleContexts.PayWithPoints),
        Membership("redemption.api_key", RuleSubject.ApiKey, OperandKind.ApiKeys, "Redeeming API key", "With which key the shop calls: application id or name.",
            "Only the web shop redeems", RuleCategory.Redemptions, Redeeming | RuleContexts.PayWithPoints, RuleBlame.Redemption),
        Budget("redemption.count.per_api_key", BudgetMeasure.IncentivePerApiKey, "Redemptions per API key", "Redemptions of this very code with this API key, this one included.",
            "Each key 100 times", "each API key redeems a code {0}", "With this one the API key has redeemed this code {0}.", "No API key redeems.",
            Redeeming | RuleContexts.PayWithPoints),
    ];

    private static RuleKind[] MetadataKinds =>
    [
        Metadata("customer.metadata", RuleSubject.CustomerMetadata, "Customer metadata", "A custom attribute of the customer.", "Customer's plan is gold",
            RuleContexts.All, RuleBlame.Customer, needsCustomer: true),
        Metadata("order.metadata", RuleSubject.OrderMetadata, "Order metadata", "A custom attribute of the order.", "Order's channel is app", WithOrder, RuleBlame.Order),
        Metadata("order.items.metadata_any", RuleSubject.AnyLineMetadata, "Metadata of any item", "A custom attribute of at least one order line.", "Something in the colour red",
            WithOrder, RuleBlame.Order),
        Metadata("order.items.metadata_each", RuleSubject.EachLineMetadata, "Metadata of each item", "A custom attribute of every order line.", "Everything in the colour red",
            WithOrder, RuleBlame.Order),
        Metadata("redemption.metadata", RuleSubject.RedemptionMetadata, "Redemption metadata", "A custom attribute sent with the validation or redemption itself.",
            "Redemption's till is 7", Redeeming | RuleContexts.PayWithPoints, RuleBlame.Redemption),
        Metadata("custom_event.metadata", RuleSubject.EventMetadata, "Custom event metadata", "A custom attribute of the event.", "Event's level is 3",
            RuleContexts.EarningForEvent | RuleContexts.DistributionForEvent, RuleBlame.Redemption),
    ];

    private static RuleKind[] TimeKinds =>
    [
        new()
        {
            Word = "redemption.date", Shape = ConditionShape.Moment, Subject = RuleSubject.Moment, Category = RuleCategory.Time, Label = "Time of redemption",
            Help = "Hours of the day, days of the week and dates, by the clocks of the project’s time zone.", Example = "Between 17:00 and 19:00", Operand = OperandKind.Moment,
            Operators = [Operator.WithinDay, Operator.DayOfWeek, Operator.Within, Operator.Before, Operator.After], Contexts = Redeeming | RuleContexts.PayWithPoints,
            Blame = RuleBlame.Redemption,
        },
    ];

    private static RuleKind[] Older =>
    [
        Goods("product.id", "Product", [LegacyQuantity, LegacyPrice, ProductMetadata, LegacyTarget]),
        Goods("sku.id", "SKU", [LegacySkuQuantity, LegacySkuPrice, LegacySkuTarget]),
        ProductMetadata,
    ];

    private static RuleKind Membership(
        string word, RuleSubject subject, OperandKind operand, string label, string help, string example, RuleCategory category, RuleContexts contexts, RuleBlame blame,
        bool needsCustomer = false) => new()
        {
            Word = word, Shape = ConditionShape.Membership, Subject = subject, Category = category, Label = label, Help = help, Example = example, Operand = operand,
            Operators = Memberships, Contexts = contexts, Blame = blame, NeedsCustomer = needsCustomer,
        };

    private static RuleKind Items(string word, RuleSubject subject, string label, string help, string example, bool subRules = true) => new()
    {
        Word = word, Shape = ConditionShape.Items, Subject = subject, Category = RuleCategory.Products, Label = label, Help = help, Example = example,
        Operand = OperandKind.Items, Contexts = WithOrder, Blame = RuleBlame.Order, NeedsOrder = true, SubRules = subRules ? LineRules : [],
    };

    private static RuleKind Goods(string word, string what, RuleKind[] subRules) => new()
    {
        Word = word, Shape = ConditionShape.Items, Subject = RuleSubject.NamedGoods, Category = RuleCategory.Products, Label = $"{what} (older rules)",
        Help = $"Whether any order line is one of the named {what}s, or none of them is.", Example = $"The {what} is in the cart", Operand = OperandKind.Items,
        Contexts = WithOrder, Blame = RuleBlame.Order, NeedsOrder = true, SubRules = subRules, Legacy = true,
    };

    private static RuleKind Price(
        string word, RuleSubject subject, string label, string help, string example, string phrase, string saw, string nothing, OperandKind operand = OperandKind.Amount,
        AmountBasis? basis = null) => new()
        {
            Word = word, Shape = ConditionShape.Number, Subject = subject, Basis = basis, Category = RuleCategory.PricesAndQuantities, Label = label, Help = help, Example = example,
            Operand = operand, Operators = Comparisons, Contexts = WithOrder, Blame = RuleBlame.Order, NeedsOrder = true, Phrase = phrase, Saw = saw, Nothing = nothing,
        };

    private static RuleKind Budget(
        string word, BudgetMeasure measure, string label, string help, string example, string phrase, string saw, string nothing = "", RuleContexts? contexts = null)
    {
        var ofCustomer = measure.Scope() is BudgetScope.CampaignCustomer or BudgetScope.IncentiveCustomer;
        var ofCampaign = measure.Scope() is BudgetScope.Campaign or BudgetScope.CampaignCustomer;
        return new()
        {
            Word = word, Shape = ConditionShape.Number, Subject = RuleSubject.Budget, Budget = measure, Label = label, Help = help, Example = example,
            Category = measure.Scope() == BudgetScope.Campaign ? RuleCategory.Budget : RuleCategory.Redemptions,
            Operand = measure.Sum() == BudgetSum.Redemptions ? OperandKind.Count : OperandKind.Amount, Operators = Limits, Blame = RuleBlame.Redemption,
            Contexts = contexts ?? (ofCampaign ? Redeeming | RuleContexts.PayWithPoints : Redeeming), NeedsCustomer = ofCustomer,
            Phrase = phrase, Saw = saw, Nothing = nothing,
        };
    }
}
