using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Identity.Members;

/// <summary>Writes into the audit log what members change about their own way in.</summary>
internal sealed class OwnAccount(IWrites writes, TimeProvider time)
{
    public Task RecordAsync(string action, PromoUser user, CancellationToken ct = default) => writes.WriteAsync<bool>(async (db, token) =>
    {
        db.Audit.Record(time.GetUtcNow(), user.Email!, action, user.Id, after: new { user.Email });
        await db.SaveChangesAsync(token);
        return true;
    }, ct);
}
