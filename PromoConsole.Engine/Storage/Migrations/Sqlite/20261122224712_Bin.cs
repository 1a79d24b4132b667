using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoConsole.Engine.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Bin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PurgedAt",
                table: "Campaigns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BinEntries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    ResourceId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    ParentId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    DeletedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BinEntries", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BinEntries_ParentId_Id",
                table: "BinEntries",
                columns: new[] { "ParentId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_BinEntries_ResourceId",
                table: "BinEntries",
                column: "ResourceId");

            // Campaigns that were in the bin before the bin listed them.
            migrationBuilder.Sql("""
                INSERT INTO BinEntries (Id, Kind, ResourceId, Name, ParentId, DeletedBy, DeletedAt, Content)
                SELECT 'tbe_' || substr(Id, 6), 'Campaign', Id, Name, NULL, COALESCE(Owner, CreatedBy), DeletedAt, '' FROM Campaigns WHERE DeletedAt IS NOT NULL
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BinEntries");

            migrationBuilder.DropColumn(
                name: "PurgedAt",
                table: "Campaigns");
        }
    }
}
