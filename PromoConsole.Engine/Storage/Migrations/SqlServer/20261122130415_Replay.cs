using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoConsole.Engine.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Replay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_ValidationRuleVersions_ValidationRules_RuleId",
                table: "ValidationRuleVersions");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddForeignKey(
                name: "FK_ValidationRuleVersions_ValidationRules_RuleId",
                table: "ValidationRuleVersions",
                column: "RuleId",
                principalTable: "ValidationRules",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
