using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Identity.Members;

/// <summary>Who may sign in and as what. Every change is in the audit log; somebody's open pages notice within a minute.</summary>
internal sealed class MemberService(IServiceScopeFactory scopes, MemberWrites writes, TimeProvider time)
{
    /// <summary>How long a link lives that invites somebody or lets them choose a new password.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(7);

    /// <summary>All members, in the order they came.</summary>
    public async Task<IReadOnlyList<Member>> ListAsync(CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PromoIdentityDbContext>();
        var now = time.GetUtcNow();
        var users = await db.Users.AsNoTracking().ToListAsync(ct);
        var roles = await (from link in db.UserRoles join role in db.Roles on link.RoleId equals role.Id select new { link.UserId, role.Name })
            .ToDictionaryAsync(row => row.UserId, row => row.Name!, ct);
        var links = (await db.OneTimeLinks.AsNoTracking().Where(link => link.UsedAt == null && link.ExpiresAt > now).ToListAsync(ct))
            .ToLookup(link => link.UserId, link => (DateTimeOffset?)link.ExpiresAt);
        return [.. users.OrderBy(user => user.CreatedAt).Select(user => new Member(
            user.Id, user.Email!, user.Name, roles.GetValueOrDefault(user.Id, ""), StateOf(user), user.TwoFactorEnabled,
            user.CreatedAt, user.SignedInAt, links[user.Id].Max()))];
    }

    /// <summary>Invites somebody: they can sign in once they opened the link and chose a password.</summary>
    /// <returns>The link; or <c>invalid_email</c>, <c>invalid_role</c>, <c>duplicate_found</c>.</returns>
    public async Task<Result<IssuedLink>> InviteAsync(string email, string role, Caller caller, CancellationToken ct = default)
    {
        if (Address(email) is not { } address) return MemberErrors.NoAddress(email);
        if (Roles.Find(role) is not { } known) return MemberErrors.NoRole(role);
        var now = time.GetUtcNow();
        return await writes.WriteAsync<IssuedLink>(async work =>
        {
            if (await work.Users.FindByEmailAsync(address) is not null) return MemberErrors.Taken(address);
            var user = new PromoUser { UserName = address, Email = address, CreatedAt = now, CreatedBy = caller.Name };
            if (await work.Users.CreateAsync(user) is { Succeeded: false } refused) return MemberErrors.Of(refused);
            await work.Users.AddToRoleAsync(user, known);
            work.Db.Audit.Record(now, caller.Name, "member.invited", user.Id, after: new { Email = address, Role = known });
            return await IssueAsync(work, user, now, ct);
        }, ct);
    }

    /// <summary>Gives a member a new link to choose a password with; older ones stop working.</summary>
    /// <returns>The link; or <c>not_found</c>, <c>member_disabled</c>.</returns>
    public Task<Result<IssuedLink>> NewLinkAsync(string userId, Caller caller, CancellationToken ct = default) =>
        ChangeAsync<IssuedLink>(userId, async (work, user, now) =>
        {
            if (user.DisabledAt is not null) return MemberErrors.Disabled();
            work.Db.Audit.Record(now, caller.Name, "member.link_issued", user.Id, after: new { user.Email });
            return await IssueAsync(work, user, now, ct);
        }, ct);

    /// <summary>As <see cref="NewLinkAsync"/>, for somebody named by the e-mail address.</summary>
    public async Task<Result<IssuedLink>> NewLinkForAsync(string email, Caller caller, CancellationToken ct = default)
    {
        var members = await ListAsync(ct);
        var member = members.FirstOrDefault(one => one.Email.Equals(email.Trim(), StringComparison.OrdinalIgnoreCase));
        return member is null ? MemberErrors.NotFound(email) : await NewLinkAsync(member.Id, caller, ct);
    }

    /// <summary>Gives a member another role.</summary>
    /// <returns>The new role; or <c>not_found</c>, <c>invalid_role</c>, <c>last_owner</c>.</returns>
    public Task<Result<string>> ChangeRoleAsync(string userId, string role, Caller caller, CancellationToken ct = default) =>
        ChangeAsync<string>(userId, async (work, user, now) =>
        {
            if (Roles.Find(role) is not { } known) return MemberErrors.NoRole(role);
            var before = await RoleAsync(work, user);
            if (before == known) return known;
            if (before == Roles.Owner && await IsLastOwnerAsync(work, user, ct)) return MemberErrors.LastOwner();
            await work.Users.RemoveFromRoleAsync(user, before);
            await work.Users.AddToRoleAsync(user, known);
            work.Db.Audit.Record(
                now, caller.Name, "member.role_changed", user.Id, before: new { user.Email, Role = before }, after: new { user.Email, Role = known });
            await work.Users.UpdateSecurityStampAsync(user);
            return known;
        }, ct);

    /// <summary>Keeps a member from signing in, or lets them again. Their name stays on what they did.</summary>
    /// <returns>How they stand now; or <c>not_found</c>, <c>last_owner</c>.</returns>
    public Task<Result<MemberState>> SetDisabledAsync(string userId, bool isDisabled, Caller caller, CancellationToken ct = default) =>
        ChangeAsync<MemberState>(userId, async (work, user, now) =>
        {
            if (isDisabled == user.DisabledAt is not null) return StateOf(user);
            if (isDisabled && await RoleAsync(work, user) == Roles.Owner && await IsLastOwnerAsync(work, user, ct)) return MemberErrors.LastOwner();
            user.DisabledAt = isDisabled ? now : null;
            if (isDisabled) await work.Db.OneTimeLinks.Where(link => link.UserId == user.Id).ExecuteDeleteAsync(ct);
            work.Db.Audit.Record(now, caller.Name, isDisabled ? "member.disabled" : "member.enabled", user.Id, after: new { user.Email });
            await work.Users.UpdateSecurityStampAsync(user);
            return StateOf(user);
        }, ct);

    /// <summary>Turns two-factor sign-in off for somebody who lost both phone and recovery codes.</summary>
    /// <returns>The e-mail address; or <c>not_found</c>.</returns>
    public Task<Result<string>> RemoveTwoFactorAsync(string userId, Caller caller, CancellationToken ct = default) =>
        ChangeAsync<string>(userId, async (work, user, now) =>
        {
            work.Db.Audit.Record(now, caller.Name, "member.two_factor_removed", user.Id, after: new { user.Email });
            await work.Users.SetTwoFactorEnabledAsync(user, false);
            await work.Users.ResetAuthenticatorKeyAsync(user);
            return user.Email!;
        }, ct);

    /// <summary>The e-mail address as it is kept; null when it is none.</summary>
    public static string? Address(string typed) =>
        typed.Length <= 254 && MailAddress.TryCreate(typed.Trim(), out var parsed) && parsed.Address == typed.Trim() ? parsed.Address : null;

    internal static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private Task<Result<T>> ChangeAsync<T>(
        string userId, Func<MemberWork, PromoUser, DateTimeOffset, Task<Result<T>>> change, CancellationToken ct) =>
        writes.WriteAsync<T>(async work =>
            await work.Users.FindByIdAsync(userId) is { } user ? await change(work, user, time.GetUtcNow()) : MemberErrors.NotFound(userId), ct);

    private static async Task<Result<IssuedLink>> IssueAsync(MemberWork work, PromoUser user, DateTimeOffset now, CancellationToken ct)
    {
        await work.Db.OneTimeLinks.Where(link => link.UserId == user.Id).ExecuteDeleteAsync(ct);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var link = new OneTimeLink { SecretHash = Hash(secret), UserId = user.Id, CreatedAt = now, ExpiresAt = now + LinkLife };
        work.Db.OneTimeLinks.Add(link);
        await work.Db.SaveChangesAsync(ct);
        return new IssuedLink(user.Email!, $"{AccountPaths.Join}/{secret}", link.ExpiresAt);
    }

    private static async Task<string> RoleAsync(MemberWork work, PromoUser user) => (await work.Users.GetRolesAsync(user)).FirstOrDefault("");

    // Somebody invited who never came does not count: nobody could sign in as owner then.
    private static async Task<bool> IsLastOwnerAsync(MemberWork work, PromoUser user, CancellationToken ct) => !await (
        from other in work.Db.Users
        join link in work.Db.UserRoles on other.Id equals link.UserId
        join role in work.Db.Roles on link.RoleId equals role.Id
        where role.Name == Roles.Owner && other.Id != user.Id && other.DisabledAt == null && other.PasswordHash != null
        select other).AnyAsync(ct);

    private static MemberState StateOf(PromoUser user) =>
        user.DisabledAt is not null ? MemberState.Disabled : user.PasswordHash is null ? MemberState.Invited : MemberState.Active;
}
