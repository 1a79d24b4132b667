using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoConsole.Engine.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CustomerIdentity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ParentId",
                table: "Publications",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SourceId",
                table: "Publications",
                type: "TEXT",
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Revision",
                table: "Customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "CustomerAliases",
                columns: table => new
                {
                    Alias = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    CustomerId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    MergeId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    Search = table.Column<string>(type: "TEXT", maxLength: 510, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerAliases", x => x.Alias);
                    table.ForeignKey(
                        name: "FK_CustomerAliases_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MergedCustomers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    CustomerId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    DuplicateId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MergedCustomers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefusedPublications",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    CustomerId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    VoucherId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    CampaignId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    Channel = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    SourceId = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Metadata = table.Column<string>(type: "TEXT", nullable: true),
                    FailureKey = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    FailureMessage = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedPublications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SupportSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MergedRows",
                columns: table => new
                {
                    MergeId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    RowKey = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MergedRows", x => new { x.MergeId, x.Kind, x.RowKey });
                    table.ForeignKey(
                        name: "FK_MergedRows_MergedCustomers_MergeId",
                        column: x => x.MergeId,
                        principalTable: "MergedCustomers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Publications_ParentId",
                table: "Publications",
                column: "ParentId",
                filter: "ParentId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Publications_SourceId",
                table: "Publications",
                column: "SourceId",
                unique: true,
                filter: "SourceId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CustomerAliases_CustomerId",
                table: "CustomerAliases",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomerAliases_Search",
                table: "CustomerAliases",
                column: "Search");

            migrationBuilder.CreateIndex(
                name: "IX_MergedCustomers_At",
                table: "MergedCustomers",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_MergedCustomers_CustomerId_Id",
                table: "MergedCustomers",
                columns: new[] { "CustomerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_MergedCustomers_DuplicateId",
                table: "MergedCustomers",
                column: "DuplicateId");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedPublications_CampaignId_Id",
                table: "RefusedPublications",
                columns: new[] { "CampaignId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RefusedPublications_CustomerId_Id",
                table: "RefusedPublications",
                columns: new[] { "CustomerId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CustomerAliases");

            migrationBuilder.DropTable(
                name: "MergedRows");

            migrationBuilder.DropTable(
                name: "RefusedPublications");

            migrationBuilder.DropTable(
                name: "SupportSettings");

            migrationBuilder.DropTable(
                name: "MergedCustomers");

            migrationBuilder.DropIndex(
                name: "IX_Publications_ParentId",
                table: "Publications");

            migrationBuilder.DropIndex(
                name: "IX_Publications_SourceId",
                table: "Publications");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "Publications");

            migrationBuilder.DropColumn(
                name: "SourceId",
                table: "Publications");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Customers");
        }
    }
}
