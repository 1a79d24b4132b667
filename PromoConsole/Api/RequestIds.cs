using System.Security.Cryptography;

namespace PromoConsole.Api;

/// <summary>Names of answers, for talking about them: <c>v-…</c>.</summary>
internal static class RequestIds
{
    public static string New() => "v-" + RandomNumberGenerator.GetHexString(18, lowercase: true);

    /// <summary>The same for the same stored attempt, so that a repeated answer repeats to the letter.</summary>
    public static string Of(string attemptId) => "v-" + attemptId[(attemptId.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
