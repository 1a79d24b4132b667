using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PromoConsole.Engine.Storage;

/// <summary>What a database exception means, told by its numbers; texts differ between servers and languages.</summary>
public static class DbFailures
{
    /// <summary>A row with the same unique value exists.</summary>
    public static bool IsDuplicate(Exception failure) => Root(failure) switch
    {
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true, // SQLITE_CONSTRAINT_UNIQUE, _PRIMARYKEY
        SqlException sql => sql.Number is 2601 or 2627,
        _ => false,
    };

    /// <summary>A check refused it; the only one there is keeps a code's limit at or above its uses.</summary>
    internal static bool IsLimitBelowUses(Exception failure) => Root(failure) switch
    {
        SqliteException { SqliteExtendedErrorCode: 275 } => true, // SQLITE_CONSTRAINT_CHECK
        SqlException { Number: 547 } sql => sql.Message.Contains("CK_Vouchers_RedemptionLimit", StringComparison.Ordinal), // 547 is also a foreign key's
        _ => false,
    };

    /// <summary>Lost against somebody else through no fault of its own; the same work can simply be tried again.</summary>
    internal static bool IsCollision(Exception failure) => Root(failure) switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => true, // SQLITE_BUSY, SQLITE_LOCKED
        SqlException sql => sql.Number is 1205 or 1222 or 3960, // deadlock victim, lock timeout, snapshot conflict
        _ => false,
    };

    private static Exception? Root(Exception failure) => failure is DbUpdateException update ? update.InnerException : failure;
}
