using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Identity.Members;

/// <param name="IsInvitation">Otherwise the member chooses a new password.</param>
internal sealed record OpenLink(string Email, string Name, bool IsInvitation, DateTimeOffset ExpiresAt);

/// <summary>The other end of a one-time link: whoever holds it chooses the password, once.</summary>
internal sealed class JoinService(IServiceScopeFactory scopes, MemberWrites writes, TimeProvider time)
{
    /// <summary>Whom the link is for; null when it does not work (any more).</summary>
    public async Task<OpenLink?> LookAsync(string secret, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PromoIdentityDbContext>();
        var (hash, now) = (MemberService.Hash(secret), time.GetUtcNow());
        return await (
            from link in db.OneTimeLinks
            join user in db.Users on link.UserId equals user.Id
            where link.SecretHash == hash && link.UsedAt == null && link.ExpiresAt > now && user.DisabledAt == null
            select new OpenLink(user.Email!, user.Name, user.PasswordHash == null, link.ExpiresAt)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Uses the link up: sets name and password. Signs the member out everywhere else.</summary>
    /// <returns>The member; or <c>invalid_link</c>, <c>invalid_password</c>, and then the link still works.</returns>
    public Task<Result<PromoUser>> JoinAsync(string secret, string name, string password, CancellationToken ct = default) =>
        writes.WriteAsync<PromoUser>(async work =>
        {
            var (hash, now) = (MemberService.Hash(secret), time.GetUtcNow());
            var used = await work.Db.OneTimeLinks
                .Where(link => link.SecretHash == hash && link.UsedAt == null && link.ExpiresAt > now)
                .ExecuteUpdateAsync(link => link.SetProperty(l => l.UsedAt, now), ct);
            if (used == 0) return MemberErrors.DeadLink();

            var userId = await work.Db.OneTimeLinks.Where(link => link.SecretHash == hash).Select(link => link.UserId).SingleAsync(ct);
            if (await work.Users.FindByIdAsync(userId) is not { DisabledAt: null } user) return MemberErrors.DeadLink();
            var joins = user.PasswordHash is null;
            if (!joins) await work.Users.RemovePasswordAsync(user);
            if (await work.Users.AddPasswordAsync(user, password) is { Succeeded: false } refused) return MemberErrors.Of(refused);
            user.Name = name.Trim();
            user.EmailConfirmed = true;
            user.LockoutEnd = null;
            user.AccessFailedCount = 0;
            work.Db.Audit.Record(now, user.Email!, joins ? "member.joined" : "member.password_reset", user.Id, after: new { user.Email });
            await work.Users.UpdateAsync(user);
            return user;
        }, ct);
}
