using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PromoConsole.Api.Client;
using PromoConsole.Api.Rules;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using PromoConsole.Identity.Keys;

namespace PromoConsole.Api;

/// <summary>The HTTP API under <c>/v1</c> and <c>/management/v1</c>: its services, its manners, its routes.</summary>
internal static class ApiHost
{
    private const string Prefix = "/v1";
    private const int MostLanguages = 5;
    private const string ManagementPrefix = ApiKeyOptions.ManagementPrefix + "/v1";

    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new WireInstantConverter());
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default);
        });
        services.AddOpenApi("v1", ApiDocument.Describe);
        services.Configure<RateLimitOptions>(configuration.GetSection("Api:RateLimit"));
        services.AddSingleton(provider =>
            new RateLimit(provider.GetRequiredService<IOptions<RateLimitOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ApiProject>();
        services.AddSingleton<ApiDescription>();
        services.AddSingleton<GuessLimit>();
        services.AddSingleton<PublicAnswers>();
        services.AddSingleton<ClientCalls>();
        services.AddSingleton<VoucherViews>();
        services.AddSingleton<ExportRecords>();
        return services;
    }

    /// <summary>Goes between routing and authorization: every answer under the prefix is JSON and says what is left of the limit.</summary>
    public static void UseApiManners(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Prefix) || http.Request.Path.StartsWithSegments(ManagementPrefix), api => api.Use((http, next) => OutOfBrowsersAsync(http, next)))
            .UseWhen(http => http.Request.Path.StartsWithSegments(ClientHost.Prefix), api => api.Use((http, next) => AnswerAsync(http, next, ClientHost.Callers)));

    // A page that holds a server key gives it to everybody who looks: it must not work there. Our own page for trying calls out is no such page.
    private static Task OutOfBrowsersAsync(HttpContext http, RequestDelegate next)
    {
        var origin = http.Request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase)
            ? AnswerAsync(http, next, ApiCallers.Servers)
            : ServerOnly.ExecuteAsync(http);
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapGet("/openapi/v1.json", async (ApiDescription description) => Results.Bytes(await description.JsonAsync(), "application/json; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription();
        var v1 = app.MapGroup(Prefix);
        v1.MapValidations();
        v1.MapQualifications();
        v1.MapRedemptions();
        v1.MapVouchers();
        v1.MapCampaigns();
        v1.MapBin();
        v1.MapPromotions();
        v1.MapProducts();
        v1.MapCollections();
        v1.MapCustomers();
        v1.MapPublications();
        v1.MapSegments();
        v1.MapActivity();
        v1.MapEvents();
        v1.MapOrders();
        v1.MapBulk();
        v1.MapCsvImports();
        v1.MapAsyncActions();
        v1.MapExports();
        v1.MapCategories();
        v1.MapValidationRules();
        v1.MapMetadataSchemas();
        v1.MapTemplates();
        v1.MapLocations();
        var management = app.MapGroup(ManagementPrefix);
        management.MapStackingRules();
        management.MapManagedMetadataSchemas();
        management.MapManagedEventSchemas();
    }

    /// <summary>The key that asks, as the engine records it.</summary>
    public static Caller Caller(this HttpContext http) => http.User.ToCaller() with { Source = SourceOf(http.Request) };

    /// <summary>The languages the caller wants to be told in, the most wanted first; none when nothing was said.</summary>
    public static IReadOnlyList<string> Languages(this HttpContext http) =>
        StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var wanted)
            ? [.. wanted.Where(one => one.Quality != 0).OrderByDescending(one => one.Quality ?? 1).Select(one => LanguageTags.Of(one.Value.Value)).OfType<string>().Distinct().Take(MostLanguages)] : [];

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next, ApiCallers callers)
    {
        var authenticated = await http.AuthenticateAsync(callers.Scheme);
        var key = authenticated.Principal?.FindFirst(Claimed.KeyId)?.Value;
        var left = http.RequestServices.GetRequiredService<RateLimit>().Take(
            callers.NameOf(http, key), 1, callers.LimitOf(http.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value, key is not null));
        left.WriteTo(http.Response.Headers);
        if (left.RetryAfter is not null)
        {
            await TooMany.ExecuteAsync(http);
            return;
        }

        if (!AcceptsJson(http.Request))
        {
            await NotAcceptable.ExecuteAsync(http);
            return;
        }

        try
        {
            // Routing's own answers (no such path, method or media type) name no permission; they are given here, to callers with a key.
            var endpoint = http.GetEndpoint();
            if (endpoint?.Metadata.GetMetadata<IAuthorizeData>() is not null) await next(http);
            else if (key is null) http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else if (endpoint?.RequestDelegate is { } answer) await answer(http);
            else http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (Exception bug) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var id = RequestIds.New();
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiHost))
                .LogError(bug, "{Method} {Path} failed, answered as {RequestId}.", http.Request.Method, http.Request.Path, id);
            http.Response.Headers.ContentType = default;
            await Broken(id).ExecuteAsync(http);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && ErrorOf(http, callers) is { } error) await error.ExecuteAsync(http);
    }

    /// <summary>Answers the framework gives without a body, in the words of the API.</summary>
    private static ApiError? ErrorOf(HttpContext http, ApiCallers callers) => http.Response.StatusCode switch
    {
        401 => callers.Unauthorized(),
        403 => ApiError.Forbidden(http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().LastOrDefault()?.Policy ?? "asked for"),
        404 => new ApiError(404, "not_found", "Resource not found", $"Cannot find {http.Request.Method} {http.Request.Path}"),
        405 => new ApiError(405, "method_not_allowed", "Method not allowed", $"Use {http.Response.Headers.Allow} for {http.Request.Path}"),
        413 => new ApiError(413, "payload_too_large", "Payload too large", $"The body should not be larger than {Bounds.Body} bytes"),
        415 => new ApiError(415, "unsupported_media_type", "Unsupported media type", "Send the body as Content-Type: application/json"),
        var status => new ApiError(status, "invalid_payload", "Invalid payload", "The request cannot be read"),
    };

    private static bool AcceptsJson(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return true;
        return accepted.Any(type => type.Quality != 0
            && (type.MatchesAllTypes || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && (type.MatchesAllSubTypes || type.SubTypeWithoutSuffix.Equals("json", StringComparison.OrdinalIgnoreCase)
                    || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))));
    }

    private static string? SourceOf(HttpRequest request)
    {
        var text = request.Headers["X-Voucherify-Channel"].ToString();
        return text.Length == 0 || JsonText.HasControl(text, lines: false) ? null : text[..Math.Min(text.Length, Bounds.Name)];
    }

    private static ApiError TooMany => new(429, "too_many_requests", "Too many requests hit the API too quickly.", "Wait as many seconds as Retry-After says");

    private static ApiError ServerOnly => new(403, "server_key_in_browser", "Not for pages",
        "This API takes secrets of servers, which no page may hold. From a page, call /client/v1 with a public key made in Settings");

    private static ApiError NotAcceptable => new(406, "not_acceptable", "Not acceptable", "Answers are application/json: name it in Accept, or leave Accept out");

    private static ApiError Broken(string requestId) =>
        new(500, "internal_error", "Something went wrong on our side", "The request id names the entry in the log. Ask again with the same Idempotency-Key to see what was done")
        {
            RequestId = requestId,
        };
}
