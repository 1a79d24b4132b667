using PromoConsole;
using PromoConsole.Components;
using PromoConsole.Layout;
using Radzen;

var builder = WebApplication.CreateBuilder(RootSettings.Options(args));
builder.AddRootSettings();
builder.WebHost.UseStaticWebAssets();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();
builder.Services.AddConsoleUi();

var app = builder.Build();

app.UseNotFoundForPages();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.RunAsync();
