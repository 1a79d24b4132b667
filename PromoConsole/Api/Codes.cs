namespace PromoConsole.Api;

/// <summary>Codes as they arrive in paths and bodies.</summary>
internal static class Codes
{
    /// <summary>Why it cannot be a code at all, continuing "Property .code …"; null when it can.</summary>
    public static string? Problem(string code) =>
        string.IsNullOrWhiteSpace(code) ? "should not be empty"
        : code.Length > Bounds.Code ? $"should not be longer than {Bounds.Code} characters"
        : JsonText.HasControl(code, lines: false) ? "should not contain control characters"
        : null;

    /// <summary>A part of the path as it was meant: an escaped slash is the one character the server leaves escaped.</summary>
    public static string FromPath(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
