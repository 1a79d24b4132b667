using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PromoConsole.Api;

/// <summary>
/// The API's description of itself (OpenAPI), made once: making it takes seconds of a processor, anybody may ask for it, and it cannot change while the
/// program runs.
/// </summary>
public sealed class ApiDescription([FromKeyedServices("v1")] IOpenApiDocumentProvider documents)
{
    private readonly Lock _gate = new();
    private Task<Made>? _made;

    /// <summary>To be read, not changed.</summary>
    public async Task<OpenApiDocument> DocumentAsync() => (await MadeAsync()).Document;

    /// <summary>As JSON, in UTF-8. Addresses are those of whoever asks: its server is "/".</summary>
    public async Task<ReadOnlyMemory<byte>> JsonAsync() => (await MadeAsync()).Json;

    private Task<Made> MadeAsync()
    {
        lock (_gate)
        {
            if (_made is null or { IsFaulted: true } or { IsCanceled: true }) _made = MakeAsync();
            return _made;
        }
    }

    private async Task<Made> MakeAsync()
    {
        var document = await documents.GetOpenApiDocumentAsync();
        document.Servers = [new OpenApiServer { Url = "/" }];
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        return new(document, json.ToArray());
    }

    private sealed record Made(OpenApiDocument Document, byte[] Json);
}
