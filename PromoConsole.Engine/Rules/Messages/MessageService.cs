using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Messages;

/// <summary>The library of messages. A change holds at once wherever a message is named, so it takes the catalogue exclusively.</summary>
public sealed class MessageService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, TimeProvider time)
{
    public const int MostMessages = 1_000;

    /// <summary>All of them by name.</summary>
    public async Task<IReadOnlyList<RuleMessage>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.RuleMessages.AsNoTracking().OrderBy(m => m.Name).Take(MostMessages).ToListAsync(ct);
    }

    /// <summary>All of them by name, with what names them. Reads every rule once.</summary>
    public async Task<IReadOnlyList<MessageRow>> ListWithUsesAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var messages = await db.RuleMessages.AsNoTracking().OrderBy(m => m.Name).Take(MostMessages).ToListAsync(ct);
        var uses = messages.Count == 0 ? [] : await UsesAsync(db, ct);
        return [.. messages.Select(message => new MessageRow(message, [.. uses.Where(use => use.MessageId == message.Id)]))];
    }

    /// <returns>The message; or <c>not_found</c>, <c>invalid_message</c>, <c>duplicate_found</c>.</returns>
    public Task<Result<RuleMessage>> SaveAsync(SaveMessage request, CancellationToken ct = default)
    {
        var name = request.Name.Trim();
        var text = request.Content.Text.Trim();
        if (Problem(name, text, request.Content.Translations) is { } problem) return Task.FromResult<Result<RuleMessage>>(problem);
        return writes.ExclusiveAsync<RuleMessage>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var message = request.Id is { } id ? await db.RuleMessages.AsTracking().SingleOrDefaultAsync(m => m.Id == id, token) : null;
            if (message is null && request.Id is { } unknown) return MessageErrors.NotFound(unknown);
            if (await db.RuleMessages.AnyAsync(m => m.Name == name && m.Id != request.Id, token)) return MessageErrors.NameTaken(name);
            if (message is null && await db.RuleMessages.CountAsync(token) >= MostMessages) return MessageErrors.TooMany(MostMessages);

            var before = message is null ? null : Told(message);
            var content = request.Content with { Text = text, Translations = request.Content.Translations is { Count: > 0 } some ? some : null };
            if (message is null)
                db.RuleMessages.Add(message = new RuleMessage { Id = Ids.New(RuleMessage.IdPrefix, now), Name = name, Content = content, CreatedAt = now, UpdatedAt = now, ChangedBy = request.Caller.Name });
            else
                (message.Name, message.Content, message.UpdatedAt, message.ChangedBy) = (name, content, now, request.Caller.Name);
            db.Record(now, request.Caller.Name, before is null ? "message.created" : "message.changed", message.Id, before: before, after: Told(message));
            return message;
        }, ct);
    }

    /// <returns>The message that is gone; or <c>not_found</c>, <c>resource_in_use</c> while a rule or campaign names it, drafts included.</returns>
    public Task<Result<RuleMessage>> DeleteAsync(string id, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<RuleMessage>(async (db, token) =>
        {
            var message = await db.RuleMessages.AsTracking().SingleOrDefaultAsync(m => m.Id == id, token);
            if (message is null) return MessageErrors.NotFound(id);
            if ((await UsesAsync(db, token)).FindAll(use => use.MessageId == id) is { Count: > 0 } uses) return MessageErrors.InUse(id, uses);
            db.RuleMessages.Remove(message);
            db.Record(time.GetUtcNow(), caller.Name, "message.deleted", id, before: Told(message));
            return message;
        }, ct);

    private static InvalidError? Problem(string name, string text, IReadOnlyDictionary<string, string>? translations) =>
        name.Length is 0 or > RuleMessage.MaxNameLength || name.Any(char.IsControl) ? MessageErrors.NameMissing
        : text.Length == 0 ? MessageErrors.TextMissing
        : MessageCheck.Problem(text, translations) is { } sentence ? MessageErrors.Wrong(sentence) : null;

    // What is in force, and drafts of it; one after another, so that many campaigns need no memory.
    private static async Task<List<MessageUse>> UsesAsync(PromoDbContext db, CancellationToken ct)
    {
        var found = new List<MessageUse>();
        void Add(Rule? rule, bool isRule, string id, string name)
        {
            foreach (var message in rule?.Conditions().Select(condition => condition.MessageId).OfType<string>() ?? [])
                if (!found.Exists(use => use.MessageId == message && use.Id == id)) found.Add(new(message, isRule, id, name));
        }

        void AddAll(CampaignSetup setup, string id, string name)
        {
            Add(setup.Rule, false, id, name);
            foreach (var tier in setup.Tiers) Add(tier.Rule, false, id, name);
        }

        await foreach (var rule in db.ValidationRules.AsNoTracking().Select(r => new { r.Id, r.Name, r.Content }).AsAsyncEnumerable().WithCancellation(ct))
            Add(rule.Content.Rule, true, rule.Id, rule.Name);
        await foreach (var draft in db.RuleDrafts.AsNoTracking().Select(d => new { d.RuleId, d.Name, d.Content }).AsAsyncEnumerable().WithCancellation(ct))
            Add(draft.Content.Rule, true, draft.RuleId, draft.Name);
        await foreach (var draft in db.Campaigns.AsNoTracking().Where(c => c.Draft != null).Select(c => new { c.Id, c.Name, Setup = c.Draft! }).AsAsyncEnumerable().WithCancellation(ct))
            AddAll(draft.Setup, draft.Id, draft.Name);
        var inForce = db.CampaignVersions.AsNoTracking().Join(db.Campaigns, v => new { Id = v.CampaignId, v.Number }, c => new { c.Id, Number = c.Version }, (v, c) => new { c.Id, c.Name, v.Setup });
        await foreach (var version in inForce.AsAsyncEnumerable().WithCancellation(ct)) AddAll(version.Setup, version.Id, version.Name);
        return found;
    }

    private static object Told(RuleMessage message) => new { message.Name, message.Content };
}
