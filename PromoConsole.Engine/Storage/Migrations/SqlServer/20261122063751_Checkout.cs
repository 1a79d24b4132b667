using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoConsole.Engine.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Checkout : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Category",
                table: "Campaigns");

            migrationBuilder.AddColumn<string>(
                name: "CategoryId",
                table: "Campaigns",
                type: "varchar(64)",
                unicode: false,
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.CreateTable(
                name: "Categories",
                columns: table => new
                {
                    Id = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Hierarchy = table.Column<int>(type: "int", nullable: false),
                    Demo = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    UpdatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Categories", x => x.Id);
                    table.CheckConstraint("CK_Categories_Hierarchy", "Hierarchy >= 0");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_CategoryId",
                table: "Campaigns",
                column: "CategoryId");

            migrationBuilder.CreateIndex(
                name: "IX_Categories_Name",
                table: "Categories",
                column: "Name",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Campaigns_Categories_CategoryId",
                table: "Campaigns",
                column: "CategoryId",
                principalTable: "Categories",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Campaigns_Categories_CategoryId",
                table: "Campaigns");

            migrationBuilder.DropTable(
                name: "Categories");

            migrationBuilder.DropIndex(
                name: "IX_Campaigns_CategoryId",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "CategoryId",
                table: "Campaigns");

            migrationBuilder.AddColumn<string>(
                name: "Category",
                table: "Campaigns",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);
        }
    }
}
