using Microsoft.AspNetCore.OpenApi;

namespace PromoConsole.Pages.ApiReference;

/// <summary>The operations of the API, read once: making the document takes seconds, and it cannot change while the program runs.</summary>
public sealed class ApiOperations([FromKeyedServices("v1")] IOpenApiDocumentProvider documents)
{
    private readonly Lock _gate = new();
    private Task<IReadOnlyList<OperationGroup>>? _groups;

    /// <summary>Grouped by tag in the document's order.</summary>
    public Task<IReadOnlyList<OperationGroup>> GroupsAsync()
    {
        lock (_gate)
        {
            if (_groups is null or { IsFaulted: true } or { IsCanceled: true }) _groups = ReadAsync();
            return _groups;
        }
    }

    private async Task<IReadOnlyList<OperationGroup>> ReadAsync() => OperationGroup.Of(await documents.GetOpenApiDocumentAsync());
}
