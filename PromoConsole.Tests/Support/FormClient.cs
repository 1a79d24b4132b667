using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PromoConsole.Tests.Support;

/// <summary>A browser without scripts: keeps cookies, follows redirects, fills in forms as they were sent.</summary>
internal sealed class FormClient(RunningHost host) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _http;

    /// <summary>The page that shows now.</summary>
    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    /// <summary>Its path, after redirects.</summary>
    public string Path { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>What the page complains about, all of it.</summary>
    public string Alerts => string.Join(' ', Page.QuerySelectorAll("[role=alert]").Select(alert => alert.TextContent.Trim()));

    private HttpClient Http => _http ??= new(new SocketsHttpHandler { CookieContainer = _cookies }) { BaseAddress = host.Address };

    public async Task OpenAsync(string path) => await ShowAsync(await Http.GetAsync(path));

    /// <summary>Submits a form of the page with what it holds already, and these fields over it.</summary>
    /// <param name="handler">The form's name; the only form may be left unnamed.</param>
    public async Task SubmitAsync(string? handler, params (string Name, string Value)[] typed)
    {
        var form = Page.QuerySelectorAll("form").Single(form =>
            handler is null || form.QuerySelector("[name=_handler]")?.GetAttribute("value") == handler);
        var fields = new Dictionary<string, string>();
        foreach (var input in form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>())
        {
            if (input.Type != "checkbox" || input.IsChecked) fields[input.Name!] = input.Value;
        }

        foreach (var choice in form.QuerySelectorAll("select[name]").OfType<IHtmlSelectElement>()) fields[choice.Name!] = choice.Value ?? "";
        foreach (var (name, value) in typed) fields[name] = value;
        await ShowAsync(await Http.PostAsync(form.GetAttribute("action") ?? Path, new FormUrlEncodedContent(fields)));
    }

    public void Dispose() => _http?.Dispose();

    private async Task ShowAsync(HttpResponseMessage answer)
    {
        using var _ = answer;
        Status = answer.StatusCode;
        Path = answer.RequestMessage!.RequestUri!.PathAndQuery;
        Page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
