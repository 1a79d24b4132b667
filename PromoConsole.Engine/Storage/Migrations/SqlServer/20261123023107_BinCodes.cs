using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoConsole.Engine.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class BinCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "BinEntries",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.Sql("UPDATE BinEntries SET CodeKey = JSON_VALUE(Content, '$.codeKey') WHERE Kind = 'Voucher'");

            migrationBuilder.CreateIndex(
                name: "IX_BinEntries_CodeKey",
                table: "BinEntries",
                column: "CodeKey");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_BinEntries_CodeKey",
                table: "BinEntries");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "BinEntries");
        }
    }
}
