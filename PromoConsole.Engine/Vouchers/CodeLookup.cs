using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Vouchers;

/// <summary>Finds codes by how they begin, however they are spelled, through the index of the folded spelling.</summary>
internal static class CodeLookup
{
    public static IQueryable<Voucher> StartingWith(PromoDbContext db, IQueryable<Voucher> vouchers, string typed)
    {
        var folded = CodeKeys.Search(typed);
        if (folded.Length == 0) return vouchers;
        // SQLite's LIKE ignores case and therefore the index; a range does not. SQL Server turns LIKE 'X%' into a range itself.
        if (!db.Database.IsSqlite()) return vouchers.Where(v => v.CodeSearch.StartsWith(folded));
        var end = folded + char.MaxValue;
        return vouchers.Where(v => string.Compare(v.CodeSearch, folded) >= 0 && string.Compare(v.CodeSearch, end) < 0);
    }
}
