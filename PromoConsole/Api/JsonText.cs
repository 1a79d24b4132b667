using System.Text.Json;

namespace PromoConsole.Api;

/// <summary>Text out of JSON, without trusting it.</summary>
internal static class JsonText
{
    /// <summary>Whether every name and text in it can be read: an escape such as <c>\ud800</c> alone is no character.</summary>
    public static bool IsWhole(JsonElement value)
    {
        try
        {
            Read(value);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <param name="lines">Line breaks and tabs do not count.</param>
    public static bool HasControl(ReadOnlySpan<char> text, bool lines)
    {
        foreach (var character in text)
            if (char.IsControl(character) && !(lines && character is '\n' or '\r' or '\t')) return true;
        return false;
    }

    private static void Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray()) Read(element);
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    Read(property.Value);
                }

                break;
        }
    }
}
