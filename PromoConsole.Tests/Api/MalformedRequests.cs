using System.Text;

namespace PromoConsole.Tests.Api;

/// <summary>One malformed request and what must be answered.</summary>
/// <param name="Details">A part of the details; null for any.</param>
public sealed record Malformed(string Method, string Path, string? Body, int Status, string Key, string? Details)
{
    public string? ContentType { get; init; } = "application/json";

    public string? IdempotencyKey { get; init; }

    public string? Accept { get; init; }

    /// <summary>Which credentials are sent.</summary>
    public Credentials As { get; init; } = Credentials.Owner;

    /// <summary>As bytes, for what is no text.</summary>
    public byte[]? Bytes { get; init; }

    public HttpContent? Content()
    {
        if (Body is null && Bytes is null) return null;
        var content = new ByteArrayContent(Bytes ?? Encoding.UTF8.GetBytes(Body!));
        if (ContentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }
}

public enum Credentials { Owner, Cashier, Analyst, None, UnknownKey, WrongSecret, Revoked, Expired, OnlyId, HugeSecret }

/// <summary>The table: what callers get wrong, one row each, by a name that says so.</summary>
public static class MalformedRequests
{
    private const string Payload = "invalid_payload";
    private const string Query = "invalid_query_params";
    private const string Off = "\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100}";
    private static readonly string s_tier = $$$"""{"name":"T","action":{{{{Off}}}}}""";
    private static readonly string s_long = new('x', 1024 * 1024);
    private static readonly string s_medium = new('x', 300_000);

    public static IReadOnlyDictionary<string, Malformed> Rows { get; } = new Dictionary<string, Malformed>
    {
        // Bodies that are no JSON object
        ["empty body"] = Redeem("", Payload, "Body should have required property 'redeemables'"),
        ["not JSON"] = Redeem("code=A", Payload, "one JSON object"),
        ["cut off"] = Redeem("""{"redeemables":[{"id":""", Payload, "one JSON object"),
        ["trailing comma"] = Redeem("""{"redeemables":[{"id":"A"},]}""", Payload, "line 1"),
        ["comment in JSON"] = Redeem("""{"redeemables":[{"id":"A"}]/* hi */}""", Payload, "one JSON object"),
        ["two values"] = Redeem("{}{}", Payload, "one JSON object"),
        ["a list"] = Redeem("[]", Payload, "The body should be a JSON object"),
        ["a string"] = Redeem("\"A\"", Payload, "The body should be a JSON object"),
        ["null"] = Redeem("null", Payload, "The body should be a JSON object"),
        ["repeated key"] = Redeem("""{"redeemables":[],"redeemables":[]}""", Payload, "without repeated keys"),
        ["nested too deep"] = Redeem($"{{\"metadata\":{new string('[', 40)}{new string(']', 40)}}}", Payload, "at most 16 levels"),
        ["not UTF-8"] = Redeem("", Payload, "UTF-8") with { Body = null, Bytes = [(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}'] },
        ["half of a character"] = Redeem("""{"redeemables":[{"object":"voucher","id":"\ud800"}]}""", Payload, "half of a character"),
        ["body of a megabyte and more"] = Redeem($$"""{"redeemables":[{"object":"voucher","id":"{{s_long}}"}]}""", "payload_too_large", "1048576 bytes") with { Status = 413 },
        ["form instead of JSON"] = Redeem("a=b", "unsupported_media_type", "application/json") with { Status = 415, ContentType = "application/x-www-form-urlencoded" },
        ["XML"] = Redeem("<a/>", "unsupported_media_type", "application/json") with { Status = 415, ContentType = "application/xml" },
        ["another charset"] = Redeem("{}", "unsupported_media_type", "utf-8") with { Status = 415, ContentType = "application/json; charset=utf-16" },

        // Redeemables
        ["redeemables missing"] = Redeem("{}", Payload, "Body should have required property 'redeemables'"),
        ["redeemables no list"] = Redeem("""{"redeemables":"A"}""", Payload, "Property .redeemables should be an array"),
        ["redeemables empty"] = Redeem("""{"redeemables":[]}""", Payload, "Property .redeemables should not have fewer than 1 items"),
        ["redeemable no object"] = Redeem("""{"redeemables":["A"]}""", Payload, "Property .redeemables[0] should be an object"),
        ["redeemable without id"] = Redeem("""{"redeemables":[{"object":"voucher"}]}""", Payload, "Property .redeemables[0] should have required property 'id'"),
        ["id a number"] = Redeem("""{"redeemables":[{"object":"voucher","id":7}]}""", Payload, "Property .redeemables[0].id should be a string"),
        ["id empty"] = Redeem("""{"redeemables":[{"object":"voucher","id":""}]}""", Payload, "Property .redeemables[0].id should not be empty"),
        ["id too long"] = Redeem($$"""{"redeemables":[{"object":"voucher","id":"{{s_medium}}"}]}""", Payload, "should not be longer than 100 characters"),
        ["control character in a code"] = Redeem("""{"redeemables":[{"object":"voucher","id":"A\u0000B"}]}""", Payload, "should not contain control characters"),
        ["unknown kind of redeemable"] = Redeem("""{"redeemables":[{"object":"coupon","id":"A"}]}""", Payload, "Property .redeemables[0].object should be equal to one of"),
        ["a code twice"] = Redeem("""{"redeemables":[{"object":"voucher","id":"A"},{"object":"voucher","id":"a"}]}""", "duplicated_redeemables", "named more than once"),
        ["a stack with a code"] = Redeem("""{"redeemables":[{"object":"promotion_stack","id":"stack_1"},{"object":"voucher","id":"A"}]}""", "invalid_redeemables", "Promotion Stack cannot be use"),
        ["31 redeemables"] = Redeem($$"""{"redeemables":[{{string.Join(',', Enumerable.Repeat("{}", 31))}}]}""", Payload, "should not have more than 30 items"),
        ["a session that is text"] = With("\"session\":\"ssn_1\"", "Property .session should be an object"),

        // Orders
        ["order a string"] = With("\"order\":\"ord_1\"", "Property .order should be an object"),
        ["negative amount"] = With("\"order\":{\"amount\":-1}", "Property .order.amount should be >= 0"),
        ["amount with decimals"] = With("\"order\":{\"amount\":10.5}", "Property .order.amount should be an integer"),
        ["amount no number"] = With("\"order\":{\"amount\":\"much\"}", "Property .order.amount should be an integer"),
        ["amount true"] = With("\"order\":{\"amount\":true}", "Property .order.amount should be an integer"),
        ["amount out of range"] = With("\"order\":{\"amount\":9223372036854775808}", "Property .order.amount should be <= 1000000000000"),
        ["amount infinite"] = With("\"order\":{\"amount\":1e999}", "Property .order.amount should be an integer"),
        ["items no list"] = With("\"order\":{\"items\":{}}", "Property .order.items should be an array"),
        ["item no object"] = With("\"order\":{\"items\":[1]}", "Property .order.items[0] should be an object"),
        ["501 items"] = With($"\"order\":{{\"items\":[{string.Join(',', Enumerable.Repeat("{}", 501))}]}}", "Property .order.items should not have more than 500 items"),
        ["negative quantity"] = With("\"order\":{\"items\":[{\"quantity\":-1}]}", "Property .order.items[0].quantity should be >= 0"),
        ["quantity with decimals"] = With("\"order\":{\"items\":[{\"quantity\":1.5}]}", "Property .order.items[0].quantity should be an integer"),
        ["quantity out of range"] = With("\"order\":{\"items\":[{\"quantity\":99999999999}]}", "Property .order.items[0].quantity should be <= 1000000"),
        ["negative price"] = With("\"order\":{\"items\":[{\"price\":-5}]}", "Property .order.items[0].price should be >= 0"),
        ["price times quantity out of range"] = With("\"order\":{\"items\":[{\"price\":1000000000000,\"quantity\":1000000}]}", "times quantity should be <="),
        ["product id a list"] = With("\"order\":{\"items\":[{\"product_id\":[]}]}", "Property .order.items[0].product_id should be a string"),
        ["unknown related object"] = With("\"order\":{\"items\":[{\"related_object\":\"thing\"}]}", "Property .order.items[0].related_object should be equal to one of product, sku"),
        ["unknown order status"] = With("\"order\":{\"status\":\"LOST\"}", "Property .order.status should be equal to one of CREATED, PAID, CANCELED, FULFILLED"),
        ["order metadata a list"] = With("\"order\":{\"metadata\":[]}", "Property .order.metadata should be an object"),
        ["order source id too long"] = With($"\"order\":{{\"source_id\":\"{new string('o', 201)}\"}}", "Property .order.source_id should not be longer than 200 characters"),

        // Customers
        ["customer a list"] = With("\"customer\":[]", "Property .customer should be an object"),
        ["customer id a number"] = With("\"customer\":{\"id\":5}", "Property .customer.id should be a string"),
        ["customer name of 300 kB"] = With($"\"customer\":{{\"name\":\"{s_medium}\"}}", "Property .customer.name should not be longer than 200 characters"),
        ["control character in a name"] = With("\"customer\":{\"name\":\"A\\u0007\"}", "Property .customer.name should not contain control characters"),
        ["line break in a name"] = With("\"customer\":{\"name\":\"A\\nB\"}", "Property .customer.name should not contain control characters"),
        ["metadata value of 300 kB"] = With($"\"customer\":{{\"metadata\":{{\"a\":\"{s_medium}\"}}}}", "Property .customer.metadata.a should not be longer than 5000 characters"),
        ["metadata with 101 keys"] = With($"\"metadata\":{{{string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"k{i}\":1"))}}}", "Property .metadata should not have more than 100 keys"),
        ["control character in metadata"] = With("\"metadata\":{\"a\":\"b\\u0000\"}", "Property .metadata.a should not contain control characters"),
        ["unknown customer id"] = With("\"customer\":{\"id\":\"cust_00000000000000000000000000\"}", "Cannot find customer with id cust_00000000000000000000000000") with { Status = 404, Key = "not_found" },
        ["tracking id a number"] = With("\"tracking_id\":1", "Property .tracking_id should be a string"),
        ["options no object"] = With("\"options\":[]", "Property .options should be an object"),

        // Idempotency
        ["idempotency key too long"] = Redeem("""{"redeemables":[{"object":"voucher","id":"A"}]}""", "invalid_idempotency_key", "1 to 255") with { IdempotencyKey = new string('k', 256) },
        ["tab in an idempotency key"] = Redeem("""{"redeemables":[{"object":"voucher","id":"A"}]}""", "invalid_idempotency_key", "printable ASCII") with { IdempotencyKey = "a\tb" },

        // Qualifications
        ["unknown scenario"] = Qualify("{\"scenario\":\"SOME\"}", "Property .scenario should be equal to one of ALL"),
        ["options of a qualification a list"] = Qualify("{\"options\":[]}", "Property .options should be an object"),
        ["qualification for no entry"] = Qualify("{\"options\":{\"limit\":0}}", "Property .options.limit should be >= 1"),
        ["cursor that is no instant"] = Qualify("{\"options\":{\"starting_after\":\"promo_1\"}}", "Property .options.starting_after"),
        ["unknown sorting"] = Qualify("{\"options\":{\"sorting_rule\":\"CHEAPEST\"}}", "Property .options.sorting_rule should be equal to one of DEFAULT, BEST_DEAL, LEAST_DEAL"),
        ["unknown expansion"] = Qualify("{\"options\":{\"expand\":[\"everything\"]}}", "Property .options.expand should hold"),
        ["filter of an unknown field"] = Qualify("{\"options\":{\"filters\":{\"colour\":{}}}}", "Property .options.filters.colour is no filter"),
        ["filter without conditions"] = Qualify("{\"options\":{\"filters\":{\"code\":{}}}}", "Property .options.filters.code should have required property 'conditions'"),
        ["filter by an unknown operator"] = Qualify("{\"options\":{\"filters\":{\"code\":{\"conditions\":{\"$like\":[\"A\"]}}}}}", "conditions.$like is no operator"),
        ["filter by an unknown kind of campaign"] = Qualify("{\"options\":{\"filters\":{\"campaign_type\":{\"conditions\":{\"$is\":[\"LOTTERY\"]}}}}}", "should be one of DISCOUNT_COUPONS"),
        ["junction of a filter misspelled"] = Qualify("{\"options\":{\"filters\":{\"junction\":\"xor\"}}}", "Property .options.filters.junction should be equal to one of and, or"),
        ["older qualification with a limit of 101"] = new("POST", "/v1/vouchers/qualification?limit=101", "{}", 400, Query, "Property .limit should be an integer from 1 to 100"),
        ["older qualification with a flag that is none"] = new("POST", "/v1/campaigns/qualification?audienceRulesOnly=yes", "{}", 400, Query, "Property .audienceRulesOnly should be equal to one of true, false"),
        ["qualification of an order that is text"] = Qualify("{\"order\":\"ord_1\"}", "Property .order should be an object"),

        // Validations share the reader
        ["validation without redeemables"] = new("POST", "/v1/validations", "{}", 400, Payload, "required property 'redeemables'"),
        ["validation of a code twice"] = new("POST", "/v1/validations", """{"redeemables":[{"object":"voucher","id":"A"},{"object":"voucher","id":"A"}]}""", 400, "duplicated_redeemables", "named more than once"),
        ["a session without type"] = new("POST", "/v1/validations", """{"redeemables":[{"object":"voucher","id":"A"}],"session":{"key":"s"}}""", 400, Payload, "Property .session should have required property 'type'"),
        ["a session of another type"] = new("POST", "/v1/validations", """{"redeemables":[{"object":"voucher","id":"A"}],"session":{"type":"HOLD"}}""", 400, Payload, "Property .session.type should be"),
        ["a session for ever"] = new("POST", "/v1/validations", """{"redeemables":[{"object":"voucher","id":"A"}],"session":{"type":"LOCK","ttl":5000}}""", 400, Payload, "Property .session.ttl should be at most 3650 days"),
        ["old validation of an unknown code"] = new("POST", "/v1/vouchers/UNKNOWN-ONE/validate", """{"order":{"amount":"x"}}""", 400, Payload, "Property .order.amount should be an integer"),
        ["old redemption with a session key that is a number"] = new("POST", "/v1/vouchers/A/redemption", """{"session":{"key":1}}""", 400, Payload, "Property .session.key should be a string"),

        // Reading
        ["limit 0"] = Get("/v1/redemptions?limit=0", "Property .limit should be an integer from 1 to 100"),
        ["limit 101"] = Get("/v1/vouchers?limit=101", "Property .limit should be an integer from 1 to 100"),
        ["limit a word"] = Get("/v1/campaigns?limit=ten", "Property .limit should be an integer from 1 to 100"),
        ["page 0"] = Get("/v1/redemptions?page=0", "Property .page should be an integer from 1 to 1000"),
        ["page negative"] = Get("/v1/vouchers?page=-1", "Property .page should be an integer from 1 to 1000"),
        ["page far beyond"] = Get("/v1/vouchers?page=999999999999", "Property .page should be an integer from 1 to 1000"),
        ["unknown result"] = Get("/v1/redemptions?result=MAYBE", "Property .result should be equal to one of SUCCESS, FAILURE"),
        ["unknown order"] = Get("/v1/redemptions?order=amount", "Property .order should be equal to one of -created_at, created_at"),
        ["date no date"] = Get("/v1/redemptions?created_at%5Bafter%5D=yesterday", "Property .created_at.after cannot be recognized as a ISO-8601 compliant date"),
        ["filters of a list without"] = Get("/v1/orders?filters%5Bjunction%5D=and", "Property .filters is not offered by this list"),
        ["unknown filter"] = Get("/v1/redemptions?filters%5Bcolour%5D%5Bconditions%5D%5B%24is%5D=red", "colour is no attribute of a redemption"),
        ["control character in a query"] = Get("/v1/redemptions?campaign=a%07b", "Property .campaign should be at most 200 characters without control characters"),
        ["unknown redemption"] = new("GET", "/v1/redemptions/r_00000000000000000000000000", null, 404, "not_found", "Cannot find redemption with id r_0"),
        ["unknown code"] = new("GET", "/v1/vouchers/NOBODY-MADE-ME", null, 404, "not_found", "Cannot find voucher with id NOBODY-MADE-ME"),
        ["script as a code"] = new("GET", "/v1/vouchers/%3Cscript%3Ealert(1)%3C%2Fscript%3E", null, 404, "not_found", "<script>alert(1)</script>"),
        ["unknown campaign"] = new("GET", "/v1/campaigns/camp_00000000000000000000000000", null, 404, "not_found", "Cannot find campaign with id camp_0"),

        // Rolling back
        ["rollback of nothing"] = new("POST", "/v1/redemptions/r_00000000000000000000000000/rollback", null, 404, "not_found", "Cannot find redemption"),
        ["rollback reason a number"] = new("POST", "/v1/redemptions/r_1/rollback", """{"reason":1}""", 400, Payload, "Property .reason should be a string"),
        ["rollback reason too long"] = new("POST", $"/v1/redemptions/r_1/rollback?reason={new string('r', 1001)}", null, 400, Query, "Property .reason should be at most 1000 characters"),

        // Making codes
        ["code without discount"] = new("POST", "/v1/vouchers/NEW-ONE", "{}", 400, Payload, "Body should have required property 'discount'"),
        ["unknown discount type"] = Voucher("\"discount\":{\"type\":\"HALF\"}", "Property .discount.type should be equal to one of AMOUNT, PERCENT, FIXED"),
        ["discount without value"] = Voucher("\"discount\":{\"type\":\"PERCENT\"}", "Property .discount should have required property 'percent_off'"),
        ["more than 100 percent"] = Voucher("\"discount\":{\"type\":\"PERCENT\",\"percent_off\":100.5}", "Property .discount.percent_off should be <= 100"),
        ["0 percent"] = Voucher("\"discount\":{\"type\":\"PERCENT\",\"percent_off\":0}", "Property .discount.percent_off should be > 0"),
        ["negative discount"] = Voucher("\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":-100}", "Property .discount.amount_off should be >= 1"),
        ["unknown effect"] = Voucher("\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100,\"effect\":\"APPLY_TO_MOON\"}", "Property .discount.effect should be equal to one of APPLY_TO_ORDER"),
        ["half a formula"] = Voucher("\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100,\"amount_off_formula\":\"1+(2\"}", "Property .discount.amount_off_formula is malformed at position 5: expected )"),
        ["limit of 0 uses"] = Voucher($"{Off},\"redemption\":{{\"quantity\":0}}", "Property .redemption.quantity should be >= 1"),
        ["limit a word"] = Voucher($"{Off},\"redemption\":{{\"quantity\":\"once\"}}", "Property .redemption.quantity should be an integer"),
        ["expiry no date"] = Voucher($"{Off},\"expiration_date\":\"soon\"", "Property .expiration_date cannot be recognized as a ISO-8601 compliant date"),
        ["weekday 7"] = Voucher($"{Off},\"validity_day_of_week\":[7]", "Property .validity_day_of_week[0] should be a day from 0 (Sunday) to 6 (Saturday)"),
        ["hour 25"] = Voucher($"{Off},\"validity_hours\":{{\"daily\":[{{\"start_time\":\"25:00\",\"expiration_time\":\"26:00\"}}]}}", "Property .validity_hours.daily[0].start_time should be a time such as 09:30"),
        ["active a word"] = Voucher($"{Off},\"active\":\"yes\"", "Property .active should be a boolean"),
        ["ends before it starts"] = Voucher($"{Off},\"start_date\":\"2026-05-01T00:00:00Z\",\"expiration_date\":\"2026-04-01T00:00:00Z\"", null) with { Key = "invalid_voucher" },
        ["a gift card"] = new("POST", "/v1/vouchers/GIFT", """{"type":"GIFT_VOUCHER","gift":{"amount":1000}}""", 400, "invalid_voucher", "Only codes of type DISCOUNT_VOUCHER"),
        ["unknown rule of a code"] = new("POST", "/v1/vouchers/RULED", $$"""{{{Off}},"validation_rules":["val_1"]}""", 404, "not_found", "Cannot find validation rules with id val_1"),
        ["two rules of a code"] = new("POST", "/v1/vouchers/RULED", $$"""{{{Off}},"validation_rules":["val_1","val_2"]}""", 400, Payload, "Property .validation_rules should not have more than 1 items"),
        ["a rule that is no text"] = new("POST", "/v1/vouchers/RULED", $$"""{{{Off}},"validation_rules":[5]}""", 400, Payload, "Property .validation_rules[0] should be a string"),

        // Rules that stand by themselves
        ["rule without name"] = new("POST", "/v1/validation-rules", """{"rules":{}}""", 400, Payload, "Body should have required property 'name'"),
        ["rule with an empty name"] = new("POST", "/v1/validation-rules", """{"name":" "}""", 400, "invalid_validation_rules", "Give the rule a name"),
        ["rules that are a list"] = Rules("[]", "Property .rules should be an object of numbered rules"),
        ["a rule by no number"] = Rules("""{"one":{}}""", "Property .rules.one is no rule"),
        ["a rule without name inside"] = Rules("""{"1":{"conditions":{}}}""", "Property .rules.1.name is missing"),
        ["an unknown kind of rule"] = Rules("""{"1":{"name":"order.weight"}}""", "Property .rules.1.name names no rule: order.weight"),
        ["a sub-rule by itself"] = Rules("""{"1":{"name":"order.items.price","conditions":{"$more_than":[1]}}}""", "Property .rules.1.name names no rule"),
        ["an unknown operator"] = Rules("""{"1":{"name":"order.amount","conditions":{"$near":[1]}}}""", "Property .rules.1.conditions.$near is no operator"),
        ["an operator of other kinds"] = Rules("""{"1":{"name":"order.amount","conditions":{"$starts_with":["1"]}}}""", "Property .rules.1.conditions.$starts_with cannot be asked of order.amount"),
        ["an amount in words"] = Rules("""{"1":{"name":"order.amount","conditions":{"$more_than":["ten"]}}}""", "Property .rules.1.conditions.$more_than"),
        ["metadata without property"] = Rules("""{"1":{"name":"customer.metadata","conditions":{"$is":["x"]}}}""", "Property .rules.1.property is missing"),
        ["a limit of nothing"] = Rules("""{"1":{"name":"campaign.redemptions.count","conditions":{"$less_than_or_equal":[0]}}}""", "Property .rules.1.conditions.$less_than_or_equal"),
        ["a wrong sub-rule"] = Rules("""{"2":{"name":"order.items.any","conditions":{"$is":["prod_1"]},"rules":{"1":{"name":"order.items.price","conditions":{"$more_than":["x"]}}}}}""", "Property .rules.2.rules.1.conditions.$more_than"),
        ["logic with an unknown number"] = Rules("""{"1":{"name":"order.amount","conditions":{"$more_than":[1]}},"logic":"1 and 3"}""", "Property .rules.logic"),
        ["logic that ends early"] = Rules("""{"1":{"name":"order.amount","conditions":{"$more_than":[1]}},"logic":"1 and"}""", "Property .rules.logic"),
        ["an unknown context"] = new("POST", "/v1/validation-rules", """{"name":"Rule","context_type":"campaign.lottery"}""", 400, Payload, "Property .context_type should be equal to one of"),
        ["an unknown type of rule"] = new("POST", "/v1/validation-rules", """{"name":"Rule","type":"fancy"}""", 400, Payload, "Property .type should be equal to one of expression, basic, advanced, complex"),
        ["unknown rule"] = new("GET", "/v1/validation-rules/val_1", null, 404, "not_found", "Cannot find validation rules with id val_1"),
        ["changing an unknown rule"] = new("PUT", "/v1/validation-rules/val_1", """{"name":"Other"}""", 404, "not_found", "Cannot find validation rules with id val_1"),
        ["deleting an unknown rule"] = new("DELETE", "/v1/validation-rules/val_1", null, 404, "not_found", "Cannot find validation rules with id val_1"),
        ["trying an unknown rule"] = new("POST", "/v1/validation-rules/val_1/validation", "{}", 404, "not_found", "Cannot find validation rules with id val_1"),
        ["assignments of an unknown rule"] = new("GET", "/v1/validation-rules/val_1/assignments", null, 404, "not_found", "Cannot find validation rules with id val_1"),
        ["assigning to nothing"] = new("POST", "/v1/validation-rules/val_1/assignments", "{}", 400, Payload, "Body should have required property 'related_object_id'"),
        ["assigning to an unknown campaign"] = new("POST", "/v1/validation-rules/val_1/assignments", """{"related_object_type":"campaign","related_object_id":"camp_1"}""", 404, "not_found", "Cannot find campaign with id camp_1"),
        ["assigning to what is not offered"] = new("POST", "/v1/validation-rules/val_1/assignments", """{"related_object_type":"earning_rule","related_object_id":"ern_1"}""", 400, Payload, "Property .related_object_type should be voucher, campaign or promotion_tier"),
        ["a force that is neither"] = new("POST", "/v1/validation-rules/val_1/assignments?force=perhaps", """{"campaign":"x"}""", 400, Query, "Property .force should be true or false"),
        ["taking an unknown rule away"] = new("DELETE", "/v1/validation-rules/val_1/assignments/asgm_1", null, 404, "not_found", "Cannot find validation rules assignment with id asgm_1"),
        ["rules in no such order"] = Get("/v1/validation-rules?order=size", "Property .order should be equal to one of"),
        ["code too long"] = new("POST", $"/v1/vouchers/{new string('C', 101)}", $"{{{Off}}}", 400, Payload, "Property .code should not be longer than 100 characters"),
        ["control character in a new code"] = new("POST", "/v1/vouchers/A%07B", $"{{{Off}}}", 400, Payload, "Property .code should not contain control characters"),
        ["unknown campaign of a code"] = new("POST", "/v1/vouchers/LOST", """{"campaign":"No such campaign"}""", 404, "not_found", "Cannot find campaign with id No such campaign"),
        ["codes that can be guessed"] = new("POST", "/v1/vouchers", $$"""{{{Off}},"code_config":{"pattern":"A-#"} }""", 400, "invalid_code_config", null),

        // Making campaigns
        ["campaign without name"] = Campaign("""{"voucher":{"discount":{"type":"AMOUNT","amount_off":100}}}""", Payload, "Body should have required property 'name'"),
        ["campaign without voucher"] = Campaign("""{"name":"N"}""", Payload, "Body should have required property 'voucher'"),
        ["campaign without discount"] = Campaign("""{"name":"N","voucher":{}}""", Payload, "Property .voucher should have required property 'discount'"),
        ["campaign name of 300 kB"] = Campaign($$$"""{"name":"{{{s_medium}}}","voucher":{{{{Off}}}}}""", Payload, "Property .name should not be longer than 200 characters"),
        ["control character in a campaign name"] = Campaign($$$"""{"name":"a\tb","voucher":{{{{Off}}}}}""", Payload, "Property .name should not contain control characters"),
        ["too many codes"] = Campaign($$$"""{"name":"N","vouchers_count":1000001,"voucher":{{{{Off}}}}}""", Payload, "Property .vouchers_count should be <= 1000000"),
        ["a loyalty programme"] = Campaign($$$"""{"name":"N","campaign_type":"LOYALTY_PROGRAM","voucher":{{{{Off}}}}}""", "invalid_campaign", "Only campaigns of type DISCOUNT_COUPONS and PROMOTION"),
        ["STANDALONE without its code"] = Campaign($$"""{"name":"N","type":"STANDALONE","voucher":{{{Off}},"code_config":{"pattern":"A####"} } }""", Payload, "Property .voucher.code_config.pattern should be the code"),
        ["malformed duration"] = Campaign($$$"""{"name":"N","activity_duration_after_publishing":"two weeks","voucher":{{{{Off}}}}}""", "invalid_campaign", null),
        ["campaign that ends before it starts"] = Campaign($$$"""{"name":"N","start_date":"2026-05-01","expiration_date":"2026-04-01","voucher":{{{{Off}}}}}""", "invalid_expiration_date", null),
        ["codes for an unknown campaign"] = new("POST", "/v1/campaigns/nobody/vouchers", null, 404, "not_found", "Cannot find campaign with id nobody"),
        ["0 codes"] = new("POST", "/v1/campaigns/nobody/vouchers?vouchers_count=0", null, 400, Query, "Property .vouchers_count should be an integer from 1 to 1000000"),

        // Promotions
        ["promotion without tiers"] = Campaign("""{"name":"N","campaign_type":"PROMOTION"}""", Payload, "Body should have required property 'promotion'"),
        ["promotion without a list of tiers"] = Campaign("""{"name":"N","campaign_type":"PROMOTION","promotion":{}}""", Payload, "Property .promotion should have required property 'tiers'"),
        ["promotion with no tier"] = Campaign("""{"name":"N","promotion":{"tiers":[]}}""", Payload, "Property .promotion.tiers should not have fewer than 1 items"),
        ["promotion with 101 tiers"] = Campaign($$$"""{"name":"N","promotion":{"tiers":[{{{string.Join(',', Enumerable.Repeat("{}", 101))}}}]}}""", Payload, "Property .promotion.tiers should not have more than 100 items"),
        ["promotion with codes"] = Campaign($$$"""{"name":"N","campaign_type":"PROMOTION","vouchers_count":5,"voucher":{{{{Off}}}},"promotion":{"tiers":[{{{s_tier}}}]}}""", Payload, "Property .voucher should be left out of a campaign of type PROMOTION"),
        ["coupons with tiers"] = Campaign($$$"""{"name":"N","campaign_type":"DISCOUNT_COUPONS","voucher":{{{{Off}}}},"promotion":{"tiers":[]}}""", Payload, "Property .promotion should be left out of a campaign of type DISCOUNT_COUPONS"),
        ["tier of a campaign without name"] = Campaign($$$"""{"name":"N","promotion":{"tiers":[{{{s_tier}}},{"action":{{{{Off}}}}}]}}""", Payload, "Property .promotion.tiers[1] should have required property 'name'"),
        ["tier of a campaign without discount"] = Campaign("""{"name":"N","promotion":{"tiers":[{"name":"T","action":{}}]}}""", Payload, "Property .promotion.tiers[0].action should have required property 'discount'"),
        ["tier of a campaign of an unknown category"] = Campaign($$$"""{"name":"N","promotion":{"tiers":[{"name":"T","category":"None such","action":{{{{Off}}}}}]}}""", "not_found", "Cannot find category with id None such") with { Status = 404 },
        ["tier of a campaign that ends before it starts"] = Campaign($$$"""{"name":"N","promotion":{"tiers":[{"name":"T","start_date":"2026-05-01","expiration_date":"2026-04-01","action":{{{{Off}}}}}]}}""", "invalid_promotion_tier", null),
        ["unknown rule of a tier"] = Campaign($$$"""{"name":"N","promotion":{"tiers":[{"name":"T","validation_rules":["val_1"],"action":{{{{Off}}}}}]}}""", "not_found", "Cannot find validation rules with id val_1") with { Status = 404 },
        ["tier without name"] = Tier($$$"""{"action":{{{{Off}}}}}""", "Body should have required property 'name'"),
        ["tier with an empty name"] = Tier($$$"""{"name":"","action":{{{{Off}}}}}""", "Property .name should not be empty"),
        ["tier without action"] = Tier("""{"name":"T"}""", "Body should have required property 'action'"),
        ["action a text"] = Tier("""{"name":"T","action":"10 off"}""", "Property .action should be an object"),
        ["tier of place 0"] = Tier($$$"""{"name":"T","hierarchy":0,"action":{{{{Off}}}}}""", "Property .hierarchy should be >= 1"),
        ["tier active a word"] = Tier($$$"""{"name":"T","active":"yes","action":{{{{Off}}}}}""", "Property .active should be a boolean"),
        ["banner of 300 kB"] = Tier($$$"""{"name":"T","banner":"{{{s_medium}}}","action":{{{{Off}}}}}""", "Property .banner should not be longer than 1000 characters"),
        ["tier for an unknown campaign"] = Tier(s_tier, "Cannot find campaign with id nobody") with { Status = 404, Key = "not_found" },
        ["unknown tier"] = new("GET", "/v1/promotions/tiers/promo_none", null, 404, "not_found", "Cannot find promotion tier with id promo_none"),
        ["change of an unknown tier"] = new("PUT", "/v1/promotions/tiers/promo_none", """{"name":"T"}""", 404, "not_found", "Cannot find promotion tier with id promo_none"),
        ["change of a tier to no name"] = new("PUT", "/v1/promotions/tiers/promo_none", """{"name":null}""", 400, Payload, "Body should have required property 'name'"),
        ["deletion of an unknown tier"] = new("DELETE", "/v1/promotions/tiers/promo_none", null, 404, "not_found", "Cannot find promotion tier with id promo_none"),
        ["switch of an unknown tier"] = new("POST", "/v1/promotions/tiers/promo_none/disable", null, 404, "not_found", "Cannot find promotion tier with id promo_none"),
        ["tiers of an unknown campaign"] = new("GET", "/v1/promotions/nobody/tiers", null, 404, "not_found", "Cannot find campaign with id nobody"),
        ["available perhaps"] = Get("/v1/promotions/tiers?is_available=perhaps", "Property .is_available should be equal to one of true, false"),
        ["tiers by name"] = Get("/v1/promotions/tiers?order=name", "Property .order should be equal to one of -created_at"),
        ["stack without name"] = Stack("""{"tiers":{"ids":["promo_1"]}}""", "Body should have required property 'name'"),
        ["stack without tiers"] = Stack("""{"name":"S"}""", "Body should have required property 'tiers'"),
        ["stack without ids"] = Stack("""{"name":"S","tiers":{}}""", "Property .tiers should have required property 'ids'"),
        ["stack of no tier"] = Stack("""{"name":"S","tiers":{"ids":[]}}""", "Property .tiers.ids should not have fewer than 1 items"),
        ["stack of 31 tiers"] = Stack($$$"""{"name":"S","tiers":{"ids":[{{{string.Join(',', Enumerable.Repeat("\"promo_1\"", 31))}}}]}}""", "Property .tiers.ids should not have more than 30 items"),
        ["stack in another mode"] = Stack("""{"name":"S","tiers":{"ids":["promo_1"],"hierarchy_mode":"AUTO"}}""", "Property .tiers.hierarchy_mode should be equal to one of MANUAL"),
        ["stack for an unknown campaign"] = Stack("""{"name":"S","tiers":{"ids":["promo_1"]}}""", "Cannot find campaign with id nobody") with { Status = 404, Key = "not_found" },
        ["analyst adds a tier"] = new("POST", "/v1/promotions/nobody/tiers", "{}", 403, "missing_required_permission", "campaigns.write") { As = Credentials.Analyst },
        ["order of the matching tiers a text"] = new("POST", "/v1/promotions/validation", """{"order":"ord_1"}""", 400, Payload, "Property .order should be an object"),
        ["matching tiers for an unknown customer"] = new("POST", "/v1/promotions/validation", """{"customer":{"id":"cust_00000000000000000000000000"}}""", 404, "not_found", "Cannot find customer with id"),
        ["order of a tier a number"] = new("POST", "/v1/promotions/tiers/promo_none/validation", """{"order":7}""", 400, Payload, "Property .order should be an object"),

        // Categories
        ["category without name"] = Category("{}", "Body should have required property 'name'"),
        ["category without a body"] = Category("", "Body should have required property 'name'"),
        ["category name empty"] = Category("""{"name":""}""", "Property .name should not be empty"),
        ["category name a number"] = Category("""{"name":8}""", "Property .name should be a string"),
        ["category name of 300 kB"] = Category($$"""{"name":"{{s_medium}}"}""", "Property .name should not be longer than 200 characters"),
        ["control character in a category name"] = Category("""{"name":"a\u0007b"}""", "Property .name should not contain control characters"),
        ["negative rank"] = Category("""{"name":"N","hierarchy":-1}""", "Property .hierarchy should be >= 0"),
        ["rank with decimals"] = Category("""{"name":"N","hierarchy":1.5}""", "Property .hierarchy should be an integer"),
        ["rank of a billion billions"] = Category("""{"name":"N","hierarchy":1000000000000000000}""", "Property .hierarchy should be <= 2147483647"),
        ["category name of blanks"] = Category("""{"name":"   "}""", null) with { Key = "invalid_category" },
        ["unknown category"] = new("GET", "/v1/categories/cat_none", null, 404, "not_found", "Cannot find category with id cat_none"),
        ["change of an unknown category"] = new("PUT", "/v1/categories/cat_none", """{"name":"N"}""", 404, "not_found", "Cannot find category with id cat_none"),
        ["category of a campaign a list"] = Campaign($$$"""{"name":"N","category":["Season"],"voucher":{{{{Off}}}}}""", Payload, "Property .category should be a string"),
        ["category id of a campaign a number"] = Campaign($$$"""{"name":"N","category_id":7,"voucher":{{{{Off}}}}}""", Payload, "Property .category_id should be a string"),
        ["analyst makes a category"] = new("POST", "/v1/categories", """{"name":"N"}""", 403, "missing_required_permission", "campaigns.write") { As = Credentials.Analyst },

        // Keys, roles, methods and addresses
        ["no key"] = new("GET", "/v1/vouchers", null, 401, "unauthorized", "X-App-Id") { As = Credentials.None },
        ["unknown key"] = new("GET", "/v1/vouchers", null, 401, "unauthorized", null) { As = Credentials.UnknownKey },
        ["wrong secret"] = new("POST", "/v1/redemptions", "{}", 401, "unauthorized", null) { As = Credentials.WrongSecret },
        ["revoked key"] = new("POST", "/v1/redemptions", "{}", 401, "unauthorized", null) { As = Credentials.Revoked },
        ["expired key"] = new("POST", "/v1/redemptions", "{}", 401, "unauthorized", null) { As = Credentials.Expired },
        ["application id without secret"] = new("GET", "/v1/campaigns", null, 401, "unauthorized", null) { As = Credentials.OnlyId },
        ["secret of 8 kB"] = new("GET", "/v1/campaigns", null, 401, "unauthorized", null) { As = Credentials.HugeSecret },
        ["unknown address without key"] = new("GET", "/v1/nothing", null, 401, "unauthorized", null) { As = Credentials.None },
        ["cashier makes a code"] = new("POST", "/v1/vouchers/MINE", $"{{{Off}}}", 403, "missing_required_permission", "codes.write") { As = Credentials.Cashier },
        ["cashier reads redemptions"] = new("GET", "/v1/redemptions", null, 403, "missing_required_permission", "redemptions.read") { As = Credentials.Cashier },
        ["analyst redeems"] = new("POST", "/v1/redemptions", "{}", 403, "missing_required_permission", "redemptions.redeem") { As = Credentials.Analyst },
        ["analyst rolls back"] = new("POST", "/v1/redemptions/r_1/rollback", null, 403, "missing_required_permission", "redemptions.rollback") { As = Credentials.Analyst },
        ["unknown address"] = new("GET", "/v1/nothing", null, 404, "not_found", "Cannot find GET /v1/nothing"),
        ["wrong method"] = new("DELETE", "/v1/redemptions", null, 405, "method_not_allowed", "GET"),
        ["method nobody knows"] = new("FROB", "/v1/vouchers", null, 405, "method_not_allowed", "POST"),
        ["wants XML back"] = new("GET", "/v1/vouchers", null, 406, "not_acceptable", "application/json") { Accept = "application/xml" },
    };

    private static Malformed Qualify(string body, string details) => new("POST", "/v1/qualifications", body, 400, Payload, details);

    private static Malformed Redeem(string body, string key, string details) => new("POST", "/v1/redemptions", body, 400, key, details);

    private static Malformed With(string field, string details) =>
        Redeem($$"""{"redeemables":[{"object":"voucher","id":"A"}],{{field}}}""", Payload, details);

    private static Malformed Rules(string rules, string details) =>
        new("POST", "/v1/validation-rules", $$"""{"name":"Malformed","rules":{{rules}}}""", 400, "invalid_validation_rules", details);

    private static Malformed Get(string path, string details) => new("GET", path, null, 400, Query, details);

    private static Malformed Voucher(string fields, string? details) => new("POST", "/v1/vouchers/NEW-ONE", $"{{{fields}}}", 400, Payload, details);

    private static Malformed Category(string body, string? details) => new("POST", "/v1/categories", body, 400, Payload, details);

    private static Malformed Tier(string body, string details) => new("POST", "/v1/promotions/nobody/tiers", body, 400, Payload, details);

    private static Malformed Stack(string body, string details) => new("POST", "/v1/promotions/nobody/stacks", body, 400, Payload, details);

    private static Malformed Campaign(string body, string key, string? details) => new("POST", "/v1/campaigns", body, 400, key, details);
}
