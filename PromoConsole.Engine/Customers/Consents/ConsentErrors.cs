namespace PromoConsole.Engine.Customers.Consents;

/// <summary>Refusals about consents.</summary>
public static class ConsentErrors
{
    public static InvalidError Unknown(string id) => new(
        "invalid_payload", $"There is no consent “{id}”. Define it in the settings first.", $"Consent {id} is not defined")
    { Field = id };

    public static InvalidError Settings(string field, string problem) => new("invalid_payload", problem) { Field = field };

    public static ConflictError SettingsChanged(string by) => new("edited_meanwhile", $"{by} saved these settings since you opened them.");

    /// <summary>What is wrong with consents as they are typed; null for nothing. Pure.</summary>
    internal static InvalidError? Problem(IReadOnlyList<ConsentDraft> drafts)
    {
        if (drafts.Count > Consent.MostConsents) return Settings("consents", $"There can be {Consent.MostConsents} consents at most.");
        for (var i = 0; i < drafts.Count; i++)
        {
            var (draft, field) = (drafts[i], $"consents[{i}]");
            if (string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Length > Consent.MaxNameLength) return Settings(field + ".name", $"Name the consent in up to {Consent.MaxNameLength} characters.");
            if (draft.Id.Length is 0 or > Consent.MaxIdLength || !draft.Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
                return Settings(field + ".id", $"Use 1 to {Consent.MaxIdLength} letters, digits, dashes and underscores.");
            if (drafts.Take(i).Any(other => other.Id == draft.Id)) return Settings(field + ".id", $"Another consent has the id “{draft.Id}” already.");
            if (drafts.Take(i).Any(other => other.Name.Trim() == draft.Name.Trim())) return Settings(field + ".name", $"Another consent is called “{draft.Name.Trim()}” already.");
            if (draft.Description is { Length: > Consent.MaxDescriptionLength }) return Settings(field + ".description", $"The description is longer than {Consent.MaxDescriptionLength} characters.");
            if (draft.Category is { Length: > Consent.MaxCategoryLength }) return Settings(field + ".category", $"The category is longer than {Consent.MaxCategoryLength} characters.");
            if (Texts(draft).Any(text => text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')))) return Settings(field + ".name", "Control characters cannot be used.");
        }

        return null;
    }

    private static IEnumerable<string> Texts(ConsentDraft draft) => new[] { draft.Name, draft.Description, draft.Category }.OfType<string>();
}
