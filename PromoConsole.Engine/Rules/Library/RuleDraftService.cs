using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

/// <summary>Building rules: a draft is begun, kept while somebody works on it, and published or discarded. Nothing customers see changes before it is published.</summary>
/// <remarks>Keeping a draft is an ordinary write; publishing takes the catalogue exclusively, so that no redemption sees half of it.</remarks>
public sealed class RuleDraftService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, RuleExamples examples, TimeProvider time)
{
    /// <summary>Begins a rule that is not there yet.</summary>
    /// <returns>The draft; or <c>invalid_validation_rules</c> for what is too long.</returns>
    public Task<Result<RuleDraft>> StartAsync(StartRuleDraft request, CancellationToken ct = default) =>
        writes.WriteAsync<RuleDraft>((db, _) => Task.FromResult(Start(db, request)), ct);

    /// <summary>Begins a rule as a copy of another: of its draft where it has one.</summary>
    /// <returns>The draft; or <c>not_found</c>.</returns>
    public Task<Result<RuleDraft>> CopyAsync(string ruleId, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<RuleDraft>(async (db, token) =>
        {
            var found = await FindAsync(db, ruleId, token);
            if (!found.IsOk) return found.Error;
            var original = found.Value.Draft;
            var name = original.Name.Length > ValidationRule.MaxNameLength - 5 ? original.Name[..(ValidationRule.MaxNameLength - 5)] : original.Name;
            return Start(db, new($"{name} copy".TrimStart(), original.Content, caller));
        }, ct);

    /// <summary>What an editor shows: the draft, or where there is none the newest version, of which a draft is kept with the first save.</summary>
    /// <returns>The rule; or <c>not_found</c>.</returns>
    public async Task<Result<OpenRule>> OpenAsync(string ruleId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, ruleId, ct);
    }

    /// <summary>Keeps what an editor has.</summary>
    /// <returns>The draft with its new revision; or <c>not_found</c>, <c>edited_meanwhile</c>, <c>invalid_validation_rules</c> for what is too long.</returns>
    public async Task<Result<RuleDraft>> SaveAsync(SaveRuleDraft request, CancellationToken ct = default)
    {
        if (RuleDraftCheck.Problem(request.Name, request.Content) is { } problem) return problem;
        var saved = await writes.WriteAsync<RuleDraft>(async (db, token) =>
        {
            var published = await db.ValidationRules.Where(r => r.Id == request.RuleId).Select(r => (int?)r.Version).SingleOrDefaultAsync(token);
            var draft = await db.RuleDrafts.AsTracking().SingleOrDefaultAsync(d => d.RuleId == request.RuleId, token);
            if (published is null && draft is not { BaseVersion: 0 }) return RuleErrors.NotFound(request.RuleId);
            if (request.BaseVersion < (draft?.BaseVersion ?? 1) || request.BaseVersion > (published ?? 0))
                return RuleErrors.Wrong("baseVersion", "A draft is made of a version that is there, and never of an older one than before.");
            var now = time.GetUtcNow();
            if (draft is null)
            {
                if (request.SeenRevision != 0) return RuleErrors.DraftGone(request.RuleId);
                draft = new() { RuleId = request.RuleId, Name = request.Name, Content = request.Content, ChangedBy = request.Caller.Name, CreatedAt = now };
                db.RuleDrafts.Add(draft);
            }

            if (draft.Revision != request.SeenRevision) return RuleErrors.EditedMeanwhile(draft);
            (draft.Name, draft.Content, draft.BaseVersion) = (request.Name, request.Content, request.BaseVersion);
            (draft.Revision, draft.ChangedBy, draft.ChangedAt) = (draft.Revision + 1, request.Caller.Name, now);
            return draft;
        }, ct);
        // Two editors began the draft of one rule at the same moment.
        return saved.Error is { Key: "duplicate_found" } ? RuleErrors.DraftGone(request.RuleId) : saved;
    }

    /// <summary>Drops a draft: the rule stays as it is published; one that never was is gone.</summary>
    /// <param name="seenRevision">What the editor saw; null accepts whatever is there.</param>
    /// <returns>The draft that is gone; or <c>not_found</c>, <c>edited_meanwhile</c>.</returns>
    public Task<Result<RuleDraft>> DiscardAsync(string ruleId, long? seenRevision, Caller caller, CancellationToken ct = default) =>
        writes.WriteAsync<RuleDraft>(async (db, token) =>
        {
            var draft = await db.RuleDrafts.AsTracking().SingleOrDefaultAsync(d => d.RuleId == ruleId, token);
            if (draft is null) return RuleErrors.DraftNotFound(ruleId);
            if (seenRevision is { } seen && seen != draft.Revision) return RuleErrors.EditedMeanwhile(draft);
            db.RuleDrafts.Remove(draft);
            db.Record(time.GetUtcNow(), caller.Name, "validation_rule.draft_discarded", ruleId, before: Told(draft));
            return draft;
        }, ct);

    /// <summary>Puts a draft in force as the next version, at once wherever the rule is assigned; or as a rule of its own.</summary>
    /// <returns>
    /// The rule as it now stands; or <c>not_found</c>, <c>edited_meanwhile</c> when the draft or the rule was changed after it was read,
    /// <c>invalid_validation_rules</c> naming the first field that is incomplete, or when nothing differs; <c>examples_differ</c> unless the request accepts that.
    /// </returns>
    public async Task<Result<ValidationRule>> PublishAsync(PublishRuleDraft request, CancellationToken ct = default)
    {
        // Before anything is locked: carts are looked up for them.
        var (revision, differing) = await DifferingExamplesAsync(request.RuleId, ct);
        return await writes.ExclusiveAsync<ValidationRule>(async (db, token) =>
        {
            var comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim();
            if (comment?.Length > ValidationRule.MaxCommentLength) return RuleErrors.Wrong("comment", $"The comment is longer than {ValidationRule.MaxCommentLength} characters.");
            var draft = await db.RuleDrafts.AsTracking().SingleOrDefaultAsync(d => d.RuleId == request.RuleId, token);
            var rule = await db.ValidationRules.AsTracking().SingleOrDefaultAsync(r => r.Id == request.RuleId, token);
            if (draft is null) return rule is null ? RuleErrors.NotFound(request.RuleId) : RuleErrors.DraftGone(request.RuleId);
            if (request.SeenRevision is { } seen && seen != draft.Revision) return RuleErrors.EditedMeanwhile(draft);
            var name = (request.AsNewName ?? draft.Name).Trim();
            if (await RuleVersions.ProblemAsync(db, name, draft.Content, token) is { } problem) return problem;
            if (draft.Content.Examples is not null && draft.Revision != revision) return RuleErrors.EditedMeanwhile(draft);
            if (differing.Count > 0 && !request.AcceptDifferences) return RuleExampleErrors.Differ(differing);

            var now = time.GetUtcNow();
            if (differing.Count > 0) db.Record(now, request.Caller.Name, "validation_rule.differences_accepted", draft.RuleId, RuleExampleErrors.Told(differing));
            db.RuleDrafts.Remove(draft);
            if (draft.BaseVersion == 0) return RuleVersions.Create(db, draft.RuleId, name, draft.Content, comment, request.Caller, now);
            if (request.AsNewName is not null) return RuleVersions.Create(db, Ids.New(ValidationRule.IdPrefix, now), name, draft.Content, comment, request.Caller, now);
            if (rule is null) return RuleErrors.NotFound(draft.RuleId);
            if (rule.Version != draft.BaseVersion) return RuleErrors.PublishedMeanwhile(rule);
            if (!RuleVersions.Differs(rule, name, draft.Content)) return RuleErrors.NothingToPublish(rule);
            await RuleVersions.AddAsync(db, rule, name, draft.Content, comment, request.Caller, now, token);
            return rule;
        }, ct);
    }

    // Of the draft as it stands, which its revision tells.
    private async Task<(long? Revision, IReadOnlyList<RuleExampleResult> Differing)> DifferingExamplesAsync(string ruleId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var draft = await db.RuleDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.RuleId == ruleId, ct);
        return draft is null ? (null, []) : (draft.Revision, await examples.DifferencesAsync([(draft.Content.Rule, draft.Content.Examples)], ct));
    }

    private static async Task<Result<OpenRule>> FindAsync(PromoDbContext db, string ruleId, CancellationToken ct)
    {
        var rule = await db.ValidationRules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ruleId, ct);
        var draft = await db.RuleDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.RuleId == ruleId, ct);
        if (draft is null && rule is null) return RuleErrors.NotFound(ruleId);
        return new OpenRule(draft ?? Of(rule!), rule);
    }

    private static RuleDraft Of(ValidationRule rule) => new()
    {
        RuleId = rule.Id, Name = rule.Name, Content = rule.Content, BaseVersion = rule.Version, ChangedBy = "", CreatedAt = rule.CreatedAt, ChangedAt = rule.UpdatedAt ?? rule.CreatedAt,
    };

    private Result<RuleDraft> Start(PromoDbContext db, StartRuleDraft request)
    {
        var name = request.Name.Trim();
        if (RuleDraftCheck.Problem(name, request.Content) is { } problem) return problem;
        var now = time.GetUtcNow();
        var draft = new RuleDraft
        {
            RuleId = Ids.New(ValidationRule.IdPrefix, now), Name = name, Content = request.Content, Revision = 1, ChangedBy = request.Caller.Name, CreatedAt = now, ChangedAt = now,
        };
        db.RuleDrafts.Add(draft);
        db.Record(now, request.Caller.Name, "validation_rule.draft_started", draft.RuleId, after: Told(draft));
        return draft;
    }

    private static object Told(RuleDraft draft) => new { draft.Name, Version = draft.BaseVersion, draft.Content };
}
