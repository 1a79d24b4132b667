using System.Numerics;

namespace PromoConsole.Engine.Vouchers;

/// <summary>How hard a batch of codes is to guess.</summary>
/// <param name="Grade">In words.</param>
/// <param name="Bits">Randomness of one code.</param>
/// <param name="RandomCharacters">In each code.</param>
/// <param name="Characters">Different characters each can be.</param>
/// <param name="Combinations">All different codes of the pattern.</param>
/// <param name="GuessesPerHit">One random guess in so many hits one of the codes.</param>
public sealed record CodeStrength(
    StrengthGrade Grade, double Bits, int RandomCharacters, int Characters, BigInteger Combinations, BigInteger GuessesPerHit)
{
    /// <summary>The strength of so many codes of a pattern.</summary>
    public static CodeStrength Of(CodePattern pattern, long count, bool caseInsensitive)
    {
        var space = CodeSpace.Of(pattern, caseInsensitive);
        var guesses = space.Combinations / Math.Max(1, count);
        return new(GradeOf(guesses), space.Bits, space.RandomCharacters, space.Characters, space.Combinations, guesses);
    }

    /// <summary>So many codes of the pattern may exist before they are too easy to guess.</summary>
    public BigInteger Room => Combinations / CodePolicy.FewestGuessesPerHit;

    /// <summary>Segments of five that a meter fills.</summary>
    public int Level => (int)Grade + 1;

    private static StrengthGrade GradeOf(BigInteger guesses) => guesses switch
    {
        _ when guesses < CodePolicy.FewestGuessesPerHit => StrengthGrade.TooWeak,
        _ when guesses < 1_000_000 => StrengthGrade.Weak,
        _ when guesses < 10_000_000 => StrengthGrade.Fair,
        _ when guesses < 10_000_000_000 => StrengthGrade.Strong,
        _ => StrengthGrade.VeryStrong,
    };
}

/// <summary>From refused to beyond reach: under 10,000, 1 million, 10 million, 10 billion guesses per hit, and more.</summary>
public enum StrengthGrade { TooWeak, Weak, Fair, Strong, VeryStrong }
