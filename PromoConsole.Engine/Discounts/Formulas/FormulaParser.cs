using System.Globalization;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Reads a formula by descending through its levels; stops at the first thing that is wrong.</summary>
internal sealed class FormulaParser
{
    private const int MostDepth = 40;
    private const int MostNodes = 500;
    private const int Tightest = 5;

    private readonly IReadOnlyList<FormulaToken> _tokens;
    private readonly List<Call> _calls = [];
    private int _next;
    private int _depth;
    private int _nodes;
    private FormulaError? _error;

    private FormulaParser(IReadOnlyList<FormulaToken> tokens) => _tokens = tokens;

    private FormulaToken Token => _tokens[_next];

    /// <returns>The tree and what it calls, or what is wrong.</returns>
    public static (FormulaNode? Root, IReadOnlyList<Call> Calls, FormulaError? Error) Parse(string text)
    {
        if (text.Length > Formula.MostLength) return (null, [], new(Formula.MostLength + 1, $"a formula has at most {Formula.MostLength} characters"));
        var (tokens, error) = FormulaLexer.Read(text);
        if (error is not null) return (null, [], error);
        var parser = new FormulaParser(tokens);
        var root = parser.Level(1);
        if (parser._error is null && parser.Token.Kind != FormulaTokenKind.End)
            parser.Fail(parser.Token.Kind == FormulaTokenKind.Close ? "there is no ( for this )" : $"expected an operator, found {parser.Token.Said}");
        if (parser._error is null && !Fits(root!.Kind, FormulaKind.Number)) parser.Fail($"the formula gives {Said(root.Kind)}, not a number", 1);
        return parser._error is { } wrong ? (null, [], wrong) : (root, parser._calls, null);
    }

    private static bool Fits(FormulaKind given, FormulaKind asked) => given == asked || given == FormulaKind.Any
        || (asked == FormulaKind.Any && given != FormulaKind.Missing)
        || (given == FormulaKind.Text && asked == FormulaKind.Date); // a date may be written as text

    private static string Said(FormulaKind kind) => kind switch
    {
        FormulaKind.Number => "a number",
        FormulaKind.Text => "text",
        FormulaKind.Truth => "true or false",
        FormulaKind.Date => "a date",
        FormulaKind.Missing => "a case of a SWITCH",
        _ => "a value",
    };

    private FormulaNode? Level(int level)
    {
        if (level > Tightest) return Unary();
        var left = Level(level + 1);
        while (left is not null && OperatorHere() is { } found && found.Level == level)
        {
            var position = Token.Position;
            _next++;
            var right = Level(level + 1);
            if (right is null || !Accepts(found.Takes, left, found.Word) || !Accepts(found.Takes, right, found.Word)) return null;
            left = Counted(new Binary(found, left, right, position));
        }

        return left;
    }

    private FormulaOperator? OperatorHere() =>
        Token.Kind is FormulaTokenKind.Operator or FormulaTokenKind.Name ? FormulaOperator.Find(Token.Text) : null;

    private FormulaNode? Unary()
    {
        if (Token is not { Kind: FormulaTokenKind.Operator, Text: "-" }) return Primary();
        var position = Token.Position;
        _next++;
        if (!Deeper()) return null;
        var operand = Unary();
        _depth--;
        return operand is null || !Accepts(FormulaKind.Number, operand, "-") ? null : Counted(new Negated(operand, position));
    }

    private FormulaNode? Primary()
    {
        var token = Token;
        switch (token.Kind)
        {
            case FormulaTokenKind.Number:
                _next++;
                return decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? Counted(new Literal(FormulaValue.Of(number), token.Position))
                    : Fail($"{token.Text} is not a number", token.Position);
            case FormulaTokenKind.Text:
                _next++;
                return Counted(new Literal(FormulaValue.Of(token.Text), token.Position));
            case FormulaTokenKind.Open:
                _next++;
                if (!Deeper()) return null;
                var inner = Level(1);
                _depth--;
                return inner is null || !Closed() ? null : inner;
            case FormulaTokenKind.Name:
                return Named(token);
            default:
                return Fail($"expected a value, found {token.Said}");
        }
    }

    private Call? Named(FormulaToken token)
    {
        if (FormulaNames.Find(token.Text) is not { } name)
        {
            return FormulaOperator.Find(token.Text) is not null
                ? Fail($"expected a value, found {token.Text}")
                : Fail($"there is nothing called {token.Text}");
        }

        _next++;
        var arguments = new List<FormulaNode>();
        if (name.Takes.Count > 0 || Token.Kind == FormulaTokenKind.Open)
        {
            if (Token.Kind != FormulaTokenKind.Open)
            {
                Fail("expected (");
                return null;
            }

            _next++;
            if (!Deeper() || !Arguments(arguments)) return null;
            _depth--;
            if (!Closed()) return null;
        }

        if (name.Problem(arguments) is { } problem) return Fail(problem, token.Position);
        for (var i = 0; i < arguments.Count; i++)
            if (!(name.TakesCases && arguments[i] is Call { Name.IsCase: true }) && !Accepts(name.Takes[Math.Min(i, name.Takes.Count - 1)], arguments[i], name.Name)) return null;
        var call = new Call(name, arguments, token.Position);
        _calls.Add(call);
        Counted(call);
        return _error is null ? call : null;
    }

    // Cases of a SWITCH follow each other without a separator.
    private bool Arguments(List<FormulaNode> arguments)
    {
        if (Token.Kind == FormulaTokenKind.Close) return true;
        while (true)
        {
            if (Level(1) is not { } argument) return false;
            arguments.Add(argument);
            if (Token.Kind == FormulaTokenKind.Separator) _next++;
            else if (argument is not Call { Name.IsCase: true } || Token.Kind is FormulaTokenKind.Close or FormulaTokenKind.End) return true;
        }
    }

    private bool Closed()
    {
        if (Token.Kind != FormulaTokenKind.Close)
        {
            Fail("expected )");
            return false;
        }

        _next++;
        return true;
    }

    private bool Deeper()
    {
        if (++_depth <= MostDepth) return true;
        Fail("brackets go too deep");
        return false;
    }

    private bool Accepts(FormulaKind asked, FormulaNode node, string by)
    {
        if (Fits(node.Kind, asked)) return true;
        Fail($"{by} needs {Said(asked)}, this is {Said(node.Kind)}", node.Position);
        return false;
    }

    private T? Counted<T>(T node) where T : FormulaNode
    {
        if (++_nodes <= MostNodes) return node;
        Fail("the formula has too many parts", node.Position);
        return null;
    }

    private Call? Fail(string message, int? position = null)
    {
        _error ??= new(position ?? Token.Position, message);
        return null;
    }
}
