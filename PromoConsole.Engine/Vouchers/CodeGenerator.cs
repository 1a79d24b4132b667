namespace PromoConsole.Engine.Vouchers;

/// <summary>Makes single random codes from a cryptographic source.</summary>
public static class CodeGenerator
{
    /// <summary>One code of a pattern that <see cref="CodePolicy.Shape"/> accepts.</summary>
    public static string One(CodePattern pattern) => CodeSpace.Of(pattern, caseInsensitive: false).Draw();

    /// <summary>Different codes as customers will see them; fewer when the pattern has fewer. They are examples, not codes that will be made.</summary>
    public static IReadOnlyList<string> Preview(CodePattern pattern, int many = 10)
    {
        if (CodePolicy.Shape(pattern) is not null) return [];
        var space = CodeSpace.Of(pattern, caseInsensitive: false);
        if (space.Combinations <= many) many = (int)space.Combinations;
        var batch = new CodeBatch(space, many);
        string[] codes = [.. batch.Draw(0, many)];
        System.Security.Cryptography.RandomNumberGenerator.Shuffle(codes.AsSpan());
        return codes;
    }
}
