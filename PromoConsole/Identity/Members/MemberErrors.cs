using Microsoft.AspNetCore.Identity;
using PromoConsole.Engine;

namespace PromoConsole.Identity.Members;

/// <summary>Why something about members was refused.</summary>
internal static class MemberErrors
{
    public static PromoError NotFound(string id) => new NotFoundError("member", id);

    public static PromoError Taken(string email) => new ConflictError("duplicate_found", $"{email} is a member already.") { Field = "email" };

    public static PromoError NoAddress(string email) =>
        new InvalidError("invalid_email", $"\"{email}\" is not an e-mail address.") { Field = "email" };

    public static PromoError NoRole(string role) => new InvalidError("invalid_role", $"There is no role \"{role}\".") { Field = "role" };

    public static PromoError LastOwner() => new ConflictError(
        "last_owner", "This is the only owner who can sign in. Make somebody else an owner first.");

    public static PromoError DeadLink() => new InvalidError(
        "invalid_link", "This link was used already, has expired or was replaced by a newer one. Ask for a new one.");

    public static PromoError AlreadySetUp() => new ConflictError("already_set_up", "Somebody else just set this instance up. Sign in instead.");

    public static PromoError Disabled() => new ConflictError("member_disabled", "The member is disabled. Enable them first.");

    /// <summary>What Identity found wrong with a password or address, as one sentence per finding.</summary>
    public static PromoError Of(IdentityResult result) =>
        new InvalidError("invalid_password", string.Join(' ', result.Errors.Select(error => error.Description))) { Field = "password" };
}
