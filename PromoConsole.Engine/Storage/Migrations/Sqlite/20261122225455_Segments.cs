using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoConsole.Engine.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Segments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "MembersCount",
                table: "Segments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Segments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Sync",
                table: "Segments",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "Initial");

            migrationBuilder.AddColumn<string>(
                name: "SyncedTo",
                table: "Segments",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KeptMembers",
                columns: table => new
                {
                    SegmentId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    CustomerId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptMembers", x => new { x.SegmentId, x.CustomerId });
                    table.ForeignKey(
                        name: "FK_KeptMembers_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_KeptMembers_Segments_SegmentId",
                        column: x => x.SegmentId,
                        principalTable: "Segments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SegmentMoves",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    SegmentId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    SegmentName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CustomerId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Entered = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SegmentMoves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SegmentUpkeep",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Through = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    LeaseOwner = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SegmentUpkeep", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_UpdatedAt_Id",
                table: "Orders",
                columns: new[] { "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_UpdatedAt_Id",
                table: "Customers",
                columns: new[] { "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_KeptMembers_CustomerId_SegmentId",
                table: "KeptMembers",
                columns: new[] { "CustomerId", "SegmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_SegmentMoves_CustomerId_Id",
                table: "SegmentMoves",
                columns: new[] { "CustomerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SegmentMoves_SegmentId_Id",
                table: "SegmentMoves",
                columns: new[] { "SegmentId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeptMembers");

            migrationBuilder.DropTable(
                name: "SegmentMoves");

            migrationBuilder.DropTable(
                name: "SegmentUpkeep");

            migrationBuilder.DropIndex(
                name: "IX_Orders_UpdatedAt_Id",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Customers_UpdatedAt_Id",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "MembersCount",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "Sync",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "SyncedTo",
                table: "Segments");
        }
    }
}
