using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Stacking;

/// <summary>Says in English how several incentives came out together. What concerns one of them alone is <see cref="ProofWords"/>'s.</summary>
public sealed class StackWords(Decision decision, Wording wording)
{
    /// <summary>"Accepted: 85.85 EUR off with 3 of 4", "Refused: WINTER, the code is used already".</summary>
    public string Headline
    {
        get
        {
            var applied = decision.Applied.Count();
            if (decision.Accepted)
            {
                var off = $"Accepted: {wording.Money(decision.DiscountAmount)} off";
                return applied < decision.Steps.Count ? $"{off} with {wording.Number(applied)} of {wording.Number(decision.Steps.Count)}" : applied == 1 ? off : off + " together";
            }

            return decision.Steps.FirstOrDefault(step => step.Status == StepStatus.Inapplicable) is { } failed
                ? $"Refused: {Named(failed)}"
                : "Refused: none of them would be used";
        }
    }

    /// <summary>Why one of them came out as it did: "5.00 EUR off", "Would have changed nothing", "cart is 8.00 EUR short".</summary>
    public string OutcomeOf(Step step) => step switch
    {
        { Status: StepStatus.Applicable } when !decision.Accepted => $"Works, but not without the others ({new ProofWords(step.Proof, wording).Gives})",
        { Status: StepStatus.Applicable } => new ProofWords(step.Proof, wording).Gives,
        { Status: StepStatus.Skipped, Proof.SkipKey: { } key } => StackingKeys.LabelOf(key),
        _ => new ProofWords(step.Proof, wording).Reason,
    };

    /// <summary>"The minimum total cut 5.00 EUR".</summary>
    public string Of(GuardCut cut) => $"{NameOf(cut.Kind)} cut {wording.Money(cut.Amount)}";

    // "no code WINTER" has its name already.
    private string Named(Step failed)
    {
        var reason = new ProofWords(failed.Proof, wording).Reason;
        return reason.Contains(failed.Proof.Code, StringComparison.Ordinal) ? reason : $"{failed.Proof.Code}, {reason}";
    }

    private static string NameOf(GuardKind kind) => kind switch
    {
        GuardKind.ProtectedItems => "Protected items",
        GuardKind.MaximumDiscount => "Maximum discount",
        _ => "Minimum to pay",
    };
}
