using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.Overlays;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Overlays;

public class ToastsTests : Rendered
{
    private Toasts Toasts => Services.GetRequiredService<Toasts>();

    [Fact]
    public void Go_after_six_seconds_and_after_ten_when_they_can_be_undone()
    {
        Toasts.Show("Saved");
        Toasts.Show("3 campaigns paused", () => Task.CompletedTask);

        Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["3 campaigns paused"], Toasts.Shown.Select(toast => toast.Text));

        Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(Toasts.Shown);
    }

    [Fact]
    public void Take_back_what_was_done_once()
    {
        var undone = 0;
        var host = Render<ToastHost>();
        host.InvokeAsync(() => Toasts.Show("3 campaigns paused", () => Task.FromResult(++undone)));

        host.WaitForElement("button").Click();

        Assert.Equal(1, undone);
        Assert.Empty(Toasts.Shown);
    }
}
