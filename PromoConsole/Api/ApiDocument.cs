using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Identity.Keys;

namespace PromoConsole.Api;

/// <summary>What the OpenAPI document says beyond what routes and types say by themselves.</summary>
internal static class ApiDocument
{
    private const string AppId = "app_id";
    private const string AppToken = "app_token";
    private const string ClientId = "client_id";
    private const string ClientToken = "client_token";
    private const string AnswerSuffix = "View";
    private const string RequestSuffix = "Example";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = action => action.RelativePath is { } path && (path.StartsWith("v1/", StringComparison.Ordinal) || path.StartsWith("management/v1/", StringComparison.Ordinal) || path.StartsWith("client/v1/", StringComparison.Ordinal));
        options.CreateSchemaReferenceId = NameOf;
        options.AddDocumentTransformer(DescribeWhole);
        options.AddOperationTransformer(DescribeOperation);
        options.AddSchemaTransformer(DescribeType);
    }

    /// <summary>Without our suffixes: what a generated client calls the type.</summary>
    private static string? NameOf(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name) return null;
        return name.EndsWith(AnswerSuffix, StringComparison.Ordinal) ? name[..^AnswerSuffix.Length]
            : name.EndsWith(RequestSuffix, StringComparison.Ordinal) ? name[..^RequestSuffix.Length] + "Request"
            : type.Type == typeof(MetadataBag) || type.Type == typeof(JsonElement) ? "Metadata"
            : name;
    }

    private static Task DescribeWhole(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "PromoConsole",
            Version = "v1",
            Description = "Validate, redeem and roll back codes; make codes and campaigns. Amounts are whole numbers in the smallest unit of the currency, instants ISO 8601 in UTC, names snake_case.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [AppId] = Header("X-App-Id", "Application id of an API key, made in Settings."),
            [AppToken] = Header("X-App-Token", "Its secret token, shown once when the key is made."),
            [ClientId] = Header(PublicKeyOptions.IdHeader, "Application id of a public key, made in Settings."),
            [ClientToken] = Header(PublicKeyOptions.TokenHeader, "Its token. The page's origin must be one of the key's."),
        };
        document.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(AppId, document)] = [],
                [new OpenApiSecuritySchemeReference(AppToken, document)] = [],
            },
        ];
        return Task.CompletedTask;
    }

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<ApiParameter>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = parameter.In,
                Description = parameter.Description,
                Schema = new OpenApiSchema { Type = parameter.Type },
                Example = parameter.Example is null ? null : JsonValue.Create(parameter.Example),
            });
        }

        if (metadata.OfType<ApiExample>().LastOrDefault() is { } example && operation.RequestBody?.Content is { } body)
            foreach (var content in body.Values)
                content.Example = JsonNode.Parse(example.Json);

        if (context.Description.RelativePath?.StartsWith("client/", StringComparison.Ordinal) == true)
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(ClientId, context.Document)] = [],
                    [new OpenApiSecuritySchemeReference(ClientToken, context.Document)] = [],
                },
            ];
        }

        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (answer is not OpenApiResponse response) continue;
            response.Description = DescriptionOf(status);
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers["X-Rate-Limit-Limit"] = Counted("Requests in a window.");
            response.Headers["X-Rate-Limit-Remaining"] = Counted("What is left of them.");
            response.Headers["X-Rate-Limit-Retry"] = Counted("When the next window opens, seconds since 1970.");
        }

        return Task.CompletedTask;
    }

    private static Task DescribeType(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null).GetValueOrDefault();
            schema.Format = "date-time";
            schema.Examples = ["2026-03-02T12:00:00.000Z"];
        }
        else if (type == typeof(MetadataBag) || type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalPropertiesAllowed = true;
            schema.Description ??= "Custom attributes.";
        }
        else if (type.Name.EndsWith(RequestSuffix, StringComparison.Ordinal))
        {
            foreach (var property in context.JsonTypeInfo.Properties)
                if (property.IsSetNullable) schema.Required?.Remove(property.Name);
        }

        return Task.CompletedTask;
    }

    private static OpenApiSecurityScheme Header(string name, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = name, Description = description };

    private static OpenApiHeader Counted(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } };

    private static string DescriptionOf(string status) => int.Parse(status, CultureInfo.InvariantCulture) switch
    {
        200 => "Done",
        202 => "Started; goes on after this answer",
        400 => "Refused or malformed; key says which",
        401 => "No API key, or one that is unknown, revoked or expired",
        403 => "The key's role may not do this",
        404 => "No such thing",
        409 => "Exists already, or the idempotency key was used with another body",
        413 => "The body is larger than 1 MB",
        415 => "The body is not JSON",
        429 => "Too many requests; Retry-After says how long to wait",
        _ => "Refused",
    };
}

/// <summary>A parameter an operation reads by itself.</summary>
internal sealed record ApiParameter(
    string Name, string Description, string? Example = null, JsonSchemaType Type = JsonSchemaType.String, ParameterLocation In = ParameterLocation.Query);

/// <summary>A body to start from.</summary>
internal sealed record ApiExample(string Json);

/// <summary>Describes operations where they are mapped.</summary>
internal static class ApiDescriptions
{
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder operation, string json) => operation.WithMetadata(new ApiExample(json));

    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder operation, string name, string description, string? example = null) =>
        operation.WithMetadata(new ApiParameter(name, description, example));

    public static RouteHandlerBuilder WithPaging(this RouteHandlerBuilder operation) => operation
        .WithMetadata(new ApiParameter("limit", "How many on a page, 1 to 100; default 10.", Type: JsonSchemaType.Integer))
        .WithMetadata(new ApiParameter("page", "Which page, from 1.", Type: JsonSchemaType.Integer));

    public static RouteHandlerBuilder WithCreatedRange(this RouteHandlerBuilder operation) => operation
        .WithQuery("created_at[after]", "Only later ones, ISO 8601.")
        .WithQuery("created_at[before]", "Only earlier ones, ISO 8601.");

    public static RouteHandlerBuilder WithUpdatedRange(this RouteHandlerBuilder operation) => operation
        .WithQuery("updated_at[after]", "Only those changed later, ISO 8601.")
        .WithQuery("updated_at[before]", "Only those changed earlier, ISO 8601.");

    /// <param name="names">What the filters may name.</param>
    public static RouteHandlerBuilder WithFilters(this RouteHandlerBuilder operation, IFilterNames names) => operation
        .WithQuery("filters", $"filters[field][conditions][operator][0]=value and filters[junction]=and or or; by {string.Join(", ", names.Names)}.");

    public static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder operation) => operation.WithMetadata(new ApiParameter(
        RedemptionsApi.IdempotencyHeader, "The same key with the same body gives the first answer again for 30 days; with another body 409.", In: ParameterLocation.Header));
}
