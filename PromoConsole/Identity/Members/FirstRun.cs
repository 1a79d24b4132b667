using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Identity.Members;

/// <summary>Turns an empty instance into one with an owner. Only one first owner can ever be made, however many ask at once.</summary>
internal sealed class FirstRun(IServiceScopeFactory scopes, MemberWrites writes, TimeProvider time)
{
    private volatile bool _isOver;

    /// <summary>Whether there are members: an owner was made here, or somebody was invited from the command line.</summary>
    public async ValueTask<bool> IsOverAsync(CancellationToken ct = default)
    {
        if (_isOver) return true;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PromoIdentityDbContext>();
        return _isOver = await db.Users.AnyAsync(ct); // never becomes false again: members are disabled, not deleted
    }

    /// <summary>Makes the first owner.</summary>
    /// <param name="name">As others see them.</param>
    /// <returns>The owner; or <c>already_set_up</c>, <c>invalid_email</c>, <c>invalid_password</c>.</returns>
    public async Task<Result<PromoUser>> CreateOwnerAsync(string email, string name, string password, CancellationToken ct = default)
    {
        if (MemberService.Address(email) is not { } address) return MemberErrors.NoAddress(email);
        var now = time.GetUtcNow();
        try
        {
            var result = await writes.WriteAsync<PromoUser>(async work =>
            {
                if (await work.Db.Users.AnyAsync(ct)) return MemberErrors.AlreadySetUp();
                var user = new PromoUser { UserName = address, Email = address, EmailConfirmed = true, Name = name.Trim(), CreatedAt = now };
                if (await work.Users.CreateAsync(user, password) is { Succeeded: false } refused) return MemberErrors.Of(refused);
                await work.Users.AddToRoleAsync(user, Roles.Owner);
                work.Db.FirstOwners.Add(new FirstOwner { UserId = user.Id });
                work.Db.Audit.Record(now, address, "member.set_up", user.Id, after: new { Email = address, Role = Roles.Owner });
                await work.Db.SaveChangesAsync(ct);
                return user;
            }, ct);
            if (result.IsOk) _isOver = true;
            return result;
        }
        catch (DbUpdateException failure) when (DbFailures.IsDuplicate(failure))
        {
            return MemberErrors.AlreadySetUp();
        }
    }
}
