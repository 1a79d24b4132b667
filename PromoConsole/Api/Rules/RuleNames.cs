using System.Collections.Frozen;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api.Rules;

/// <summary>Kinds by the names clients use: dots and underscores mean the same.</summary>
internal static class RuleNames
{
    private static readonly FrozenDictionary<string, RuleKind> ByName = RuleKinds.All.Concat(RuleKinds.SubRules).ToFrozenDictionary(kind => Plain(kind.Word), StringComparer.Ordinal);

    /// <summary>Null for names that are no rule.</summary>
    public static RuleKind? Find(string name) => ByName.GetValueOrDefault(Plain(name));

    private static string Plain(string name) => name.Replace('.', '_');
}
