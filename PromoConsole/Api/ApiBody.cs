using System.Buffers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace PromoConsole.Api;

/// <summary>The JSON body of a request, or why it cannot be read. A body that was left out reads as an empty object.</summary>
internal sealed class ApiBody
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = Bounds.Depth, AllowDuplicateProperties = false };

    private readonly JsonElement _root;

    private ApiBody(JsonElement root)
    {
        _root = root;
        Fields = Fields.Of(root);
    }

    private ApiBody(ApiError error)
    {
        Error = error;
        Fields = Fields.Of(default);
    }

    public Fields Fields { get; }

    /// <summary>The body as it was sent, for readers of lists.</summary>
    public JsonElement Root => _root;

    /// <summary>Set when the body could not be read at all.</summary>
    public ApiError? Error { get; }

    /// <summary>What is wrong with the request, once every field was read; null when all is well.</summary>
    public ApiError? Refusal => Error ?? (Fields.Problems is { } problems ? ApiError.Payload(problems) : null);

    /// <summary>What was sent in another form, as a body.</summary>
    public static ApiBody Of(JsonObject given) => new(JsonElement.Parse(given.ToJsonString()));

    /// <summary>Found by minimal APIs: handlers take the body as a parameter.</summary>
    public static async ValueTask<ApiBody?> BindAsync(HttpContext http) => await ReadAsync(http, Bounds.Body);

    /// <param name="most">Bytes it may have.</param>
    public static async Task<ApiBody> ReadAsync(HttpContext http, int most)
    {
        var request = http.Request;
        if (request.ContentLength > most) return new ApiBody(TooLarge(most));
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = most + 1;

        var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 0, 256, most) + 1);
        try
        {
            for (int read; (read = await request.Body.ReadAsync(buffer.GetMemory(), http.RequestAborted)) > 0;)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > most) return new ApiBody(TooLarge(most));
            }
        }
        catch (BadHttpRequestException broken)
        {
            return new ApiBody(broken.StatusCode == 413 ? TooLarge(most) : ApiError.Payload("The body ended early or is not framed as HTTP asks"));
        }

        if (buffer.WrittenCount == 0) return new ApiBody(s_empty);
        return IsJson(request.ContentType) ? Parse(buffer.WrittenMemory) : new ApiBody(NotJson());
    }

    /// <summary>SHA-256 over method, path, the code where the query names it, and the body with sorted keys, so that order and spaces do not matter.</summary>
    /// <remarks>The rest of the query only says how to answer.</remarks>
    public string HashFor(HttpRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(request.Method);
            writer.WriteStringValue(request.Path.Value);
            if (request.Query["code"].LastOrDefault() is { Length: > 0 } code) writer.WriteStringValue(code);
            WriteSorted(writer, _root);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static readonly JsonElement s_empty = JsonElement.Parse("{}");

    private static ApiBody Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8.Span)) return new ApiBody(ApiError.Payload("The body should be JSON in UTF-8"));
        try
        {
            var root = JsonElement.Parse(utf8.Span, s_options);
            return utf8.Span.IndexOf("\\u"u8) < 0 || JsonText.IsWhole(root)
                ? new ApiBody(root)
                : new ApiBody(ApiError.Payload("The body should be valid text: it holds half of a character"));
        }
        catch (JsonException wrong)
        {
            return new ApiBody(ApiError.Payload(
                $"The body should be one JSON object without repeated keys, at most {Bounds.Depth} levels deep (problem at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1})"));
        }
    }

    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType)) return true;
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private static ApiError TooLarge(int most) =>
        new(413, "payload_too_large", "Payload too large", $"The body should not be larger than {most} bytes");

    private static ApiError NotJson() =>
        new(415, "unsupported_media_type", "Unsupported media type", "Send the body as Content-Type: application/json; charset=utf-8");

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteSorted(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray()) WriteSorted(writer, element);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
