using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using PromoConsole.Engine;

namespace PromoConsole.Api;

/// <summary>The answer that something was not done, in the documented body.</summary>
internal sealed class ApiError(int status, string key, string message, string? details = null)
    : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public int? StatusCode => status;

    public string? ResourceId { get; init; }

    public string? ResourceType { get; init; }

    /// <summary>The text the marketer wrote for the customer.</summary>
    public string? CustomerMessage { get; init; }

    /// <summary>What names the thing that should have been deleted.</summary>
    public InUseError? InUse { get; init; }

    /// <summary>Why, when the request asked for it.</summary>
    public ExplanationView? Explanation { get; set; }

    /// <summary>Fixed for answers that must repeat to the letter; null makes one up.</summary>
    public string? RequestId { get; init; }

    /// <summary>What was refused, in the words of the wire format.</summary>
    public static ApiError Of(PromoError error) => error switch
    {
        NotFoundError missing => new ApiError(404, missing.Key, missing.Message, missing.Details)
        {
            ResourceId = missing.Id,
            ResourceType = missing.Resource,
        },
        InUseError used => new ApiError(400, used.Key, used.Message, used.Details) { ResourceId = used.Id, ResourceType = used.Resource, InUse = used },
        ConflictError conflict => new ApiError(409, conflict.Key, conflict.Message, conflict.Details),
        RefusedError refused => new ApiError(400, refused.Key, refused.Message, refused.Details)
        {
            ResourceId = refused.AttemptId,
            ResourceType = refused.AttemptId is null ? null : "redemption",
            CustomerMessage = refused.CustomerMessage,
        },
        InvalidError { ResourceId: { } inTheWay } invalid => new ApiError(400, invalid.Key, invalid.Message, invalid.Details)
        {
            ResourceId = inTheWay,
            ResourceType = "redemption_rollback",
        },
        _ => new ApiError(400, error.Key, error.Message, error.Details),
    };

    public static ApiError Payload(string details) => new(400, "invalid_payload", "Invalid payload", details);

    public static ApiError Query(string details) => new(400, "invalid_query_params", "Invalid query params", details);

    public static ApiError Unauthorized() =>
        new(401, "unauthorized", "Unauthorized", "Send the headers X-App-Id and X-App-Token of an API key that is neither revoked nor expired");

    public static ApiError Forbidden(string permission) =>
        new(403, "missing_required_permission", "Missing required permission", $"The role of this API key lacks the permission {permission}");

    public ApiErrorView View() => new(
        status, key, message, details, RequestId ?? RequestIds.New(), ResourceId, ResourceType,
        CustomerMessage is null ? null : new ApiErrorText(CustomerMessage))
    {
        RelatedObjectIds = InUse?.RelatedIds,
        RelatedObjectType = InUse?.RelatedResource,
        RelatedObjectTotal = InUse?.RelatedTotal,
        Explanation = Explanation,
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(View(), WireJson.Default.ApiErrorView, contentType: null, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var code in (int[])[400, 401, 403, 404, 409, 413, 415, 429])
            builder.Metadata.Add(new ProducesResponseTypeMetadata(code, typeof(ApiErrorView), ["application/json"]));
    }
}
