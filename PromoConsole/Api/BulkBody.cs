using System.Text.Json;
using PromoConsole.Engine.Imports;

namespace PromoConsole.Api;

/// <summary>A body with many records, each of which is read by itself: what is wrong with one does not stop the others.</summary>
internal sealed class BulkBody
{
    private readonly ApiBody _body;

    private BulkBody(ApiBody body) => _body = body;

    /// <summary>The body as one object, for lists of ids with what is to be laid over all of them.</summary>
    public Fields Fields => _body.Fields;

    /// <summary>What is wrong with a body that is one object, once every field was read; null when all is well.</summary>
    public ApiError? Refusal => _body.Refusal;

    /// <summary>Found by minimal APIs: handlers take the body as a parameter.</summary>
    public static async ValueTask<BulkBody?> BindAsync(HttpContext http) => new(await ApiBody.ReadAsync(http, Bounds.BulkBody));

    /// <summary>Reads the body as a list of objects.</summary>
    /// <param name="read">Reads one; what is wrong is noted in the fields.</param>
    /// <param name="key">What its sender calls it.</param>
    /// <param name="records">One for each element, in the order given.</param>
    /// <returns>Why the list itself cannot be read; null when it can.</returns>
    public ApiError? Records<T>(int most, Func<Fields, T?> read, Func<T?, Fields, string?> key, out List<(Fields Fields, T? Input, string? Key)> records) where T : class
    {
        records = [];
        if (_body.Error is { } unreadable) return unreadable;
        if (_body.Root.ValueKind != JsonValueKind.Array) return ApiError.Payload("The body should be a JSON array");
        if (_body.Root.GetArrayLength() == 0) return ApiError.Payload("The body should not be an empty array");
        if (_body.Root.GetArrayLength() > most) return ApiError.Payload($"The body should not have more than {most} elements");
        foreach (var element in _body.Root.EnumerateArray())
        {
            var fields = Fields.Of(element);
            var input = read(fields);
            records.Add((fields, input, key(input, fields)));
        }

        return null;
    }

    /// <summary>The records as they are handed on; those with problems without what was read.</summary>
    public static List<HandedRecord<T>> Handed<T>(List<(Fields Fields, T? Input, string? Key)> records) where T : class =>
        records.ConvertAll(record => record.Fields.Problems is { } problem ? new HandedRecord<T>(record.Key, null, problem) : new HandedRecord<T>(record.Key, record.Input, null));
}
