using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using PromoConsole.Engine;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;
using PromoConsole.Pages.Account;

namespace PromoConsole.Pages.Setup;

/// <summary>The first page ever shown: makes the owner and the project. The project alone, where an owner was made but got no further.</summary>
public sealed partial class SetupPage(ProjectService projects, SignInManager<PromoUser> signIn, NavigationManager navigation)
{
    public const string NextPath = "/setup/start";

    private bool _needsOwner;
    private string? _problem;
    private string? _emailProblem;
    private string? _passwordProblem;
    private PromoError? _projectProblem;

    [Inject] private FirstRun FirstRun { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "setup")] private Typed? Form { get; set; }

    [CascadingParameter] private HttpContext HttpContext { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Form ??= new() { CaseInsensitive = true };
        _needsOwner = !await FirstRun.IsOverAsync();
        if (_needsOwner) return;

        var isSetUp = (await projects.GetAsync()).SetUpAt is not null;
        if (isSetUp) navigation.NavigateTo("/");
        else if (!HttpContext.User.May(Permissions.SettingsManage)) navigation.NavigateTo(AccountPaths.SignIn + "?" + AccountPaths.ReturnTo + "=" + AccountPaths.Setup);
    }

    private async Task SetUpAsync()
    {
        var project = new SetUpProject
        {
            Name = Form!.ProjectName ?? "",
            Currency = Form.Currency ?? "",
            TimeZone = Form.TimeZone ?? "",
            FirstDayOfWeek = Enum.TryParse<DayOfWeek>(Form.FirstDay, out var day) ? day : DayOfWeek.Monday,
            CaseInsensitiveCodes = Form.CaseInsensitive,
            Caller = HttpContext.User.ToCaller(),
        };
        // Everything that can be wrong is looked for before the owner is made, so that one try is enough.
        _projectProblem = ProjectService.Problem(project);
        if (_needsOwner)
        {
            _passwordProblem = Passwords.Problem(Form.Password, Form.Repeated);
            if (_projectProblem is not null || _passwordProblem is not null || await MakeOwnerAsync() is not { } owner) return;
            project = project with { Caller = project.Caller with { Name = owner.Email! } };
        }

        if (!_needsOwner && !HttpContext.User.May(Permissions.SettingsManage)) return;
        if (_projectProblem is not null) return;
        var done = await projects.SetUpAsync(project);
        if (done.IsOk) navigation.NavigateTo(NextPath);
        else _problem = done.Error.Message;
    }

    private async Task<PromoUser?> MakeOwnerAsync()
    {
        var made = await FirstRun.CreateOwnerAsync(Form!.Email ?? "", Form.OwnerName ?? "", Form.Password!);
        if (made.IsOk)
        {
            await signIn.SignInAsync(made.Value, isPersistent: false);
            return made.Value;
        }

        if (made.Error.Field == "email") _emailProblem = made.Error.Message;
        else if (made.Error.Field == "password") _passwordProblem = made.Error.Message;
        else _problem = made.Error.Message;
        return null;
    }

    private string? ProblemOf(string field) => _projectProblem?.Field == field ? _projectProblem.Message : null;

    /// <summary>What the form posts.</summary>
    private sealed class Typed
    {
        public string? OwnerName { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? Repeated { get; set; }

        public string? ProjectName { get; set; } = "My shop";

        public string? Currency { get; set; } = "EUR";

        public string? TimeZone { get; set; } = "Europe/Warsaw";

        public string? FirstDay { get; set; } = nameof(DayOfWeek.Monday);

        // A form does not post an empty box, so only the form as first shown has it ticked.
        public bool CaseInsensitive { get; set; }
    }
}
