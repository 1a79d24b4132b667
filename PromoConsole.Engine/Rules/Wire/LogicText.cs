using System.Globalization;
using System.Text;

namespace PromoConsole.Engine.Rules.Wire;

/// <summary>The logic of a rule as text over the numbers of its conditions: <c>1 and (2 or not 3)</c>.</summary>
/// <remarks>"not" binds tightest, then "and", then "or"; upper and lower case mean the same.</remarks>
public static class LogicText
{
    public const int MaxLength = 20_000;

    /// <summary>Brackets deeper than this are refused; written rules are at most <see cref="RuleCheck.MaxDepth"/> deep.</summary>
    public const int MaxDepth = 50;

    /// <summary>With no more brackets than needed; empty when nothing in the rule counts.</summary>
    public static string Of(Rule? rule)
    {
        var text = new StringBuilder();
        if (rule is not null && Counts(rule)) Write(rule, 0, text);
        return text.ToString();
    }

    /// <summary>Reads it back.</summary>
    /// <param name="conditions">By number. Those the text does not mention are left out.</param>
    /// <returns>The tree, null for empty text; or <c>invalid_validation_rules</c> with the position of the mistake.</returns>
    public static Result<Rule?> Read(string text, IReadOnlyDictionary<int, Condition> conditions)
    {
        if (text.Length > MaxLength) return Wrong($"is longer than {MaxLength} characters");
        var reader = new Reader(text, conditions);
        return reader.Problem is { } problem ? Wrong(problem) : reader.Rule is { } rule ? rule : (Rule?)null!;
    }

    /// <summary>Whether a node has any effect: it is not muted, and neither is everything in it.</summary>
    internal static bool Counts(Rule rule) => !rule.Muted && (rule is Condition || rule.Parts().Any(Counts));

    private static InvalidError Wrong(string problem) => new("invalid_validation_rules", $"The logic {problem}.") { Field = "logic" };

    // Strength: 0 for "or", 1 for "and", 2 for "not"; a node weaker than its place needs brackets.
    private static void Write(Rule rule, int place, StringBuilder text)
    {
        if (rule is Condition condition)
        {
            text.Append(CultureInfo.InvariantCulture, $"{condition.Number}");
            return;
        }

        if (rule is Not not)
        {
            text.Append("not ");
            Write(not.Rule, 2, text);
            return;
        }

        var parts = rule.Parts().Where(Counts).ToList();
        if (parts.Count == 1)
        {
            Write(parts[0], place, text);
            return;
        }

        var strength = rule is AllOf ? 1 : 0;
        if (strength < place) text.Append('(');
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0) text.Append(rule is AllOf ? " and " : " or ");
            Write(parts[i], strength, text);
        }

        if (strength < place) text.Append(')');
    }

    private ref struct Reader
    {
        private readonly ReadOnlySpan<char> _text;
        private readonly IReadOnlyDictionary<int, Condition> _conditions;
        private int _at;

        public Reader(string text, IReadOnlyDictionary<int, Condition> conditions)
        {
            _text = text;
            _conditions = conditions;
            SkipSpace();
            if (_at == _text.Length) return;
            Rule = Or(0);
            SkipSpace();
            if (Problem is null && _at < _text.Length) Problem = $"has something left over at position {_at + 1}: expected “and” or “or”";
        }

        public Rule? Rule { get; }

        public string? Problem { get; private set; }

        private Rule? Or(int depth)
        {
            var parts = new List<Rule>();
            do
            {
                if (And(depth) is not { } part) return null;
                parts.Add(part);
            }
            while (Word("or"));
            return parts.Count == 1 ? parts[0] : new AnyOf(parts);
        }

        private Rule? And(int depth)
        {
            var parts = new List<Rule>();
            do
            {
                if (Unary(depth) is not { } part) return null;
                parts.Add(part);
            }
            while (Word("and"));
            return parts.Count == 1 ? parts[0] : new AllOf(parts);
        }

        private Rule? Unary(int depth)
        {
            if (depth > MaxDepth) return Fail($"has brackets more than {MaxDepth} deep");
            if (Word("not")) return Unary(depth + 1) is { } negated ? new Not(negated) : null;
            SkipSpace();
            if (_at < _text.Length && _text[_at] == '(')
            {
                _at++;
                var inner = Or(depth + 1);
                SkipSpace();
                if (inner is null) return null;
                if (_at == _text.Length || _text[_at] != ')') return Fail($"misses a bracket at position {_at + 1}: expected “)”");
                _at++;
                return inner;
            }

            var start = _at;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
            if (start == _at) return Fail($"is wrong at position {start + 1}: expected a rule's number, “not” or “(”");
            if (_at - start > 6) return Fail($"names a rule at position {start + 1} that does not exist");
            var number = int.Parse(_text[start.._at], CultureInfo.InvariantCulture);
            return _conditions.TryGetValue(number, out var condition) ? condition : Fail($"names rule {number}, which does not exist");
        }

        private bool Word(string word)
        {
            SkipSpace();
            if (!_text[_at..].StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
            var end = _at + word.Length;
            if (end < _text.Length && char.IsLetter(_text[end])) return false;
            _at = end;
            return true;
        }

        private void SkipSpace()
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        }

        private Rule? Fail(string problem)
        {
            Problem ??= problem;
            return null;
        }
    }
}
