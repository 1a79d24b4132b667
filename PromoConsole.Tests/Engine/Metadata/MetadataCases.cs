using System.Text.Json;
using PromoConsole.Api;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Tests.Engine.Metadata;

/// <summary>Every type with its restrictions: a definition as the API spells it, a value, and what is said about it; null where it is accepted.</summary>
public static class MetadataCases
{
    public static TheoryData<string, string, string?> All { get; } = new()
    {
        { """{"type":"string"}""", "\"red\"", null },
        { """{"type":"string"}""", "\"\"", null },
        { """{"type":"string"}""", "null", null },
        { """{"type":"string"}""", "5", "must be a string (actual value is '5')" },
        { """{"type":"string","optional":false}""", "true", "must be a string, property is required (actual value is 'true')" },
        { """{"type":"string","optional":false,"eq":["Facebook","Twitter","Website"]}""", "\"Twitter\"", null },
        { """{"type":"string","optional":false,"eq":["Facebook","Twitter","Website"]}""", "\"snap\"", "must be a string, property is required, must be equal to one of Facebook,Twitter,Website (actual value is 'snap')" },
        { """{"type":"string","min_length":2,"max_length":4}""", "\"ab\"", null },
        { """{"type":"string","min_length":2,"max_length":4}""", "\"abcd\"", null },
        { """{"type":"string","min_length":2,"max_length":4}""", "\"a\"", "must be a string, must have at least 2 characters, must have at most 4 characters (actual value is 'a')" },
        { """{"type":"string","min_length":2,"max_length":4}""", "\"abcde\"", "must be a string, must have at least 2 characters, must have at most 4 characters (actual value is 'abcde')" },
        { """{"type":"string","exact_length":3}""", "\"żółć\"", "must be a string, must have exactly 3 characters (actual value is 'żółć')" },
        { """{"type":"string","exact_length":4}""", "\"żółć\"", null },
        { """{"type":"number"}""", "7.25", null },
        { """{"type":"number"}""", "-3", null },
        { """{"type":"number"}""", "\"7\"", "must be a number (actual value is '7')" },
        { """{"type":"number","optional":false}""", "\"EUR\"", "must be a number, property is required (actual value is 'EUR')" },
        { """{"type":"number","eq":[1,2]}""", "2.0", null },
        { """{"type":"number","eq":[1,2]}""", "\"EUR\"", "must be a number, must be equal to one of 1,2 (actual value is 'EUR')" },
        { """{"type":"number","ne":[0,13]}""", "13", "must be a number, must not be equal to any of 0,13 (actual value is '13')" },
        { """{"type":"number","ne":[0,13]}""", "14", null },
        { """{"type":"number","lt":10}""", "9.99", null },
        { """{"type":"number","lt":10}""", "10", "must be a number, must be less than 10 (actual value is '10')" },
        { """{"type":"number","lte":10}""", "10", null },
        { """{"type":"number","lte":10}""", "10.01", "must be a number, must be less than or equal to 10 (actual value is '10.01')" },
        { """{"type":"number","gt":0}""", "0.01", null },
        { """{"type":"number","gt":0}""", "0", "must be a number, must be greater than 0 (actual value is '0')" },
        { """{"type":"number","gte":18,"lt":65}""", "18", null },
        { """{"type":"number","gte":18,"lt":65}""", "17", "must be a number, must be less than 65, must be greater than or equal to 18 (actual value is '17')" },
        { """{"type":"boolean"}""", "false", null },
        { """{"type":"boolean"}""", "\"false\"", "must be a boolean (actual value is 'false')" },
        { """{"type":"date"}""", "\"2026-02-28\"", null },
        { """{"type":"date"}""", "\"2026-02-29\"", "must be a date in the format YYYY-MM-DD (actual value is '2026-02-29')" },
        { """{"type":"date"}""", "\"2026-02-28T10:00:00Z\"", "must be a date in the format YYYY-MM-DD (actual value is '2026-02-28T10:00:00Z')" },
        { """{"type":"datetime"}""", "\"2026-02-28T10:00:00Z\"", null },
        { """{"type":"datetime"}""", "\"2026-02-28T10:00:00.250+01:00\"", null },
        { """{"type":"datetime"}""", "\"2026-02-28\"", "must be a date and time in the ISO 8601 format (actual value is '2026-02-28')" },
        { """{"type":"datetime"}""", "1772272800", "must be a date and time in the ISO 8601 format (actual value is '1772272800')" },
        { """{"type":"image_url"}""", "\"https://img.example/mug.JPG\"", null },
        { """{"type":"image_url"}""", "\"http://img.example/a/mug.jpeg\"", null },
        { """{"type":"image_url"}""", "\"https://img.example/mug.png?size=2\"", null },
        { """{"type":"image_url"}""", "\"https://img.example/mug.gif\"", "must be a URL pointing to JPG/JPEG or PNG resource (actual value is 'https://img.example/mug.gif')" },
        { """{"type":"image_url"}""", "\"mug.png\"", "must be a URL pointing to JPG/JPEG or PNG resource (actual value is 'mug.png')" },
        { """{"type":"image_url"}""", "\"javascript:alert(1)//a.png\"", "must be a URL pointing to JPG/JPEG or PNG resource (actual value is 'javascript:alert(1)//a.png')" },
        { """{"type":"geopoint"}""", "\"52.2297, 21.0122\"", null },
        { """{"type":"geopoint"}""", "\"-90,180\"", null },
        { """{"type":"geopoint"}""", "\"91, 0\"", "must be a geopoint in the format latitude, longitude (actual value is '91, 0')" },
        { """{"type":"geopoint"}""", "[52,21]", "must be a geopoint in the format latitude, longitude (actual value is '[52,21]')" },
        { """{"type":"string","array":true}""", """["a","b"]""", null },
        { """{"type":"string","array":true}""", "[]", null },
        { """{"type":"string","array":true}""", "\"a\"", "must be an array, and every element: must be a string (actual value is 'a')" },
        { """{"type":"number","array":true,"optional":false,"gte":1}""", "[1,0]", "property is required, must be an array, and every element: must be a number, must be greater than or equal to 1 (actual value is '[1,0]')" },
    };

    /// <summary>Reads a definition as the API does.</summary>
    public static MetadataDefinition Definition(string key, string json) =>
        MetadataSchemaBody.Definitions(Fields.Of(JsonElement.Parse($$$"""{"properties":{"{{{key}}}":{{{json}}}}}""")), required: true)[0];
}
