namespace PromoConsole.Engine.Metadata;

/// <summary>A custom attribute that is not what its definition asks.</summary>
/// <param name="Key">Where: <c>size</c>, <c>address.city</c>, <c>stops[2]</c>.</param>
/// <param name="Asked">Everything its definition asks, as the field words it.</param>
/// <param name="Actual">What was given; <c>undefined</c> for nothing.</param>
public sealed record MetadataProblem(string Key, string Asked, string Actual)
{
    private const string Given = " (actual value is '";

    /// <summary>Without the key, as a form tells it below the field.</summary>
    public string Text => $"{Asked}{Given}{Actual}')";

    /// <summary>The key of the attribute itself, without what is inside.</summary>
    public string Root => Key.Split('.', '[')[0];

    public override string ToString() => $"{Key}: {Text}";

    /// <summary>Reads the problems back from a refusal of the key <see cref="MetadataErrors.FailedKey"/>.</summary>
    public static IReadOnlyList<MetadataProblem> Of(PromoError? error)
    {
        if (error is not { Key: MetadataErrors.FailedKey, Details: { } details }) return [];
        var problems = new List<MetadataProblem>();
        foreach (var line in details.Split('\n'))
        {
            var (at, actual) = (line.IndexOf(": ", StringComparison.Ordinal), line.LastIndexOf(Given, StringComparison.Ordinal));
            if (at > 0 && actual > at) problems.Add(new(line[..at], line[(at + 2)..actual], line[(actual + Given.Length)..^2]));
        }

        return problems;
    }
}
