namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>A part of a parsed formula. Evaluating it runs nothing but the functions of <see cref="FormulaNames"/>.</summary>
/// <param name="Kind">What it gives, as far as that is certain.</param>
internal abstract record FormulaNode(FormulaKind Kind, int Position)
{
    public abstract FormulaValue Evaluate(FormulaContext context);
}

internal sealed record Literal(FormulaValue Value, int Position) : FormulaNode(Value.Kind, Position)
{
    public override FormulaValue Evaluate(FormulaContext context) => Value;
}

internal sealed record Negated(FormulaNode Operand, int Position) : FormulaNode(FormulaKind.Number, Position)
{
    public override FormulaValue Evaluate(FormulaContext context) => FormulaValue.Of(-Operand.Evaluate(context).Number);
}

/// <summary>A named operand or function.</summary>
internal sealed record Call(FormulaName Name, IReadOnlyList<FormulaNode> Arguments, int Position) : FormulaNode(Name.Gives, Position)
{
    public override FormulaValue Evaluate(FormulaContext context) => Name.Evaluate(context, Arguments);
}

/// <summary>Two operands and what is between them.</summary>
internal sealed record Binary(FormulaOperator Operator, FormulaNode Left, FormulaNode Right, int Position) : FormulaNode(Operator.Gives, Position)
{
    public override FormulaValue Evaluate(FormulaContext context)
    {
        var left = Left.Evaluate(context);
        // False decides an AND and true an OR, whatever the other side lacks.
        if (Operator.DecidedBy is { } deciding)
        {
            if (left.Truth == deciding) return left;
            var right = Right.Evaluate(context);
            if (right.Truth == deciding) return right;
            return left.Truth is null || right.Truth is null ? FormulaValue.Missing : right;
        }

        if (left.IsMissing) return FormulaValue.Missing;
        var other = Right.Evaluate(context);
        return other.IsMissing ? FormulaValue.Missing : Operator.Apply(left, other, context);
    }
}
