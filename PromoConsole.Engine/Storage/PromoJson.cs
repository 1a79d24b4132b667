using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Engine.Storage;

/// <summary>How documents are written into JSON columns. One set of options for all of them, so that what was stored can always be read.</summary>
/// <remarks>Nulls are written unless a type says otherwise: null and absent differ where the default is not null.</remarks>
public static class PromoJson
{
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    internal static PromoJsonContext Context { get; } = new(CreateSettings());

    /// <summary>The document as stored.</summary>
    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    /// <summary>Writes documents as they are stored, many of them one after the other.</summary>
    internal static Utf8JsonWriter WriterTo(IBufferWriter<byte> buffer) => new(buffer, new JsonWriterOptions { Encoder = Options.Encoder, SkipValidation = true });

    /// <summary>A stored document; it was checked before it was stored, so a malformed one is a bug.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    private static JsonSerializerOptions CreateOptions()
    {
        var options = CreateSettings();
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(PromoJsonContext.Default, new DefaultJsonTypeInfoResolver());
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly();
        return options;
    }

    // Stored text is never put into a page as it is, so only what JSON itself needs is escaped.
    private static JsonSerializerOptions CreateSettings() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CampaignSetup))]
[JsonSerializable(typeof(RedemptionDetail))]
[JsonSerializable(typeof(OrderContent))]
[JsonSerializable(typeof(MetadataBag))]
[JsonSerializable(typeof(Rule))]
[JsonSerializable(typeof(RuleContent))]
[JsonSerializable(typeof(Discount))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class PromoJsonContext : JsonSerializerContext;
