using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PromoConsole.Hosting;
using PromoConsole.Identity.Keys;
using PromoConsole.Identity.Members;
using PromoConsole.Identity.SignIn;
using PromoConsole.Identity.Storage;

namespace PromoConsole.Identity;

/// <summary>Registers who may come in and what they may do.</summary>
internal static class IdentityServices
{
    public const int PasswordLength = 12;
    public const int PasswordDistinct = 5;
    public const int AttemptsBeforeLockout = 5;
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddMembers(this IServiceCollection services, Instance instance)
    {
        AddStorage(services, instance);
        AddKeyRing(services, instance);

        services.AddIdentityCore<PromoUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = ""; // the user name is the e-mail address, checked as such
                options.Password.RequiredLength = PasswordLength;
                options.Password.RequiredUniqueChars = PasswordDistinct;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = AttemptsBeforeLockout;
                options.Lockout.DefaultLockoutTimeSpan = LockoutTime;
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PromoIdentityDbContext>()
            .AddUserStore<PromoUserStore>()
            .AddPasswordValidator<NotTheAddress>()
            .AddSignInManager<PromoSignInManager>()
            .AddClaimsPrincipalFactory<PromoClaims>()
            .AddDefaultTokenProviders();

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<ApiKeyOptions, ApiKeyAuthenticationHandler>(ApiKeyOptions.Scheme, null)
            .AddScheme<PublicKeyOptions, PublicKeyAuthenticationHandler>(PublicKeyOptions.Scheme, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "promoconsole";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.LoginPath = AccountPaths.SignIn;
            cookie.LogoutPath = AccountPaths.SignOut;
            cookie.AccessDeniedPath = AccountPaths.Denied;
            cookie.ReturnUrlParameter = AccountPaths.ReturnTo;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
        });
        // A changed role or password, or a disabled member, takes effect within this time on every page.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));

        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RevalidatingMember>();
        services.AddScoped<CurrentMember>();
        services.AddSingleton<MemberWrites>();
        services.AddSingleton<FirstRun>();
        services.AddSingleton<MemberService>();
        services.AddSingleton<JoinService>();
        services.AddSingleton<OwnAccount>();
        return services.AddPermissionPolicies();
    }

    private static void AddStorage(IServiceCollection services, Instance instance)
    {
        var connectionString = instance.Database.ResolvedConnectionString;
        if (instance.IsSqlite)
            services.AddDbContext<PromoIdentityDbContext, SqliteIdentityDbContext>(db => db.UseIdentitySqlite(connectionString));
        else
            services.AddDbContext<PromoIdentityDbContext, SqlServerIdentityDbContext>(db => db.UseIdentitySqlServer(connectionString));
        services.AddSingleton<IdentityMigrator>();
    }

    private static void AddKeyRing(IServiceCollection services, Instance instance)
    {
        // The name keeps cookies valid when the program moves to another folder.
        var protection = services.AddDataProtection().SetApplicationName("PromoConsole");
        if (instance.IsSqlite)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(instance.DataFolder, "keys")));
        }
        else
        {
            services.AddSingleton<IXmlRepository, DatabaseKeyRing>();
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
                new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<IXmlRepository>()));
        }
    }
}
