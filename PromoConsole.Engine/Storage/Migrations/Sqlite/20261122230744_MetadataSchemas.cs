using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoConsole.Engine.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MetadataSchemas : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "DefinedEventsOnly",
                table: "Project",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "MetadataSchemas",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    DefinedOnly = table.Column<bool>(type: "INTEGER", nullable: false),
                    Definitions = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MetadataSchemas", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Products_PriceAmount_Id",
                table: "Products",
                columns: new[] { "PriceAmount", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Amount_Id",
                table: "Orders",
                columns: new[] { "Amount", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Status_Id",
                table: "Orders",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomEvents_Name_Id",
                table: "CustomEvents",
                columns: new[] { "Name", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_MetadataSchemas_Kind_Name",
                table: "MetadataSchemas",
                columns: new[] { "Kind", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MetadataSchemas");

            migrationBuilder.DropIndex(
                name: "IX_Products_PriceAmount_Id",
                table: "Products");

            migrationBuilder.DropIndex(
                name: "IX_Orders_Amount_Id",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_Status_Id",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_CustomEvents_Name_Id",
                table: "CustomEvents");

            migrationBuilder.DropColumn(
                name: "DefinedEventsOnly",
                table: "Project");
        }
    }
}
