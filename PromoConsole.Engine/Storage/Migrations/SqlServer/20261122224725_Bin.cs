using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoConsole.Engine.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Bin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PurgedAt",
                table: "Campaigns",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BinEntries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_BIN2"),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    ResourceId = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    ParentId = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: true, collation: "Latin1_General_BIN2"),
                    DeletedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: false)
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
                SELECT 'tbe_' + SUBSTRING(Id, 6, 40), 'Campaign', Id, Name, NULL, COALESCE(Owner, CreatedBy), DeletedAt, '' FROM Campaigns WHERE DeletedAt IS NOT NULL
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
