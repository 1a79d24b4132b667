namespace PromoConsole.Components;

/// <summary>The strokes of our icons on a 24 by 24 grid, by name. Drawn for this product; nothing is loaded.</summary>
public static class IconShapes
{
    private static readonly Dictionary<string, string> Shapes = new(StringComparer.Ordinal)
    {
        ["bell"] = "<path d='M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4'/>",
        ["bookmark"] = "<path d='M6 3h12v18l-6-4-6 4z'/>",
        ["calendar"] = "<rect x='3' y='5' width='18' height='16' rx='2'/><path d='M3 10h18M8 3v4M16 3v4'/>",
        ["cart"] = "<path d='M3 4h2l2.5 11h10L20 7H6'/><circle cx='9' cy='19.5' r='1.5'/><circle cx='16.5' cy='19.5' r='1.5'/>",
        ["chart"] = "<path d='M4 4v16h16M9 16v-4M13 16V8M17 16v-6'/>",
        ["check"] = "<path d='m5 12.5 4.5 4.5L19 7.5'/>",
        ["clock"] = "<circle cx='12' cy='12' r='9'/><path d='M12 7v5l3 2'/>",
        ["code"] = "<rect x='3' y='6' width='18' height='12' rx='2'/><path d='M7 10v4M11 10v4M14 10v4M17 10v4'/>",
        ["columns"] = "<rect x='3' y='4' width='18' height='16' rx='2'/><path d='M9 4v16M15 4v16'/>",
        ["copy"] = "<rect x='8' y='8' width='12' height='12' rx='2'/><path d='M16 8V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3'/>",
        ["down"] = "<path d='m6 9 6 6 6-6'/>",
        ["download"] = "<path d='M12 4v11M7 10.5l5 5 5-5M4 20h16'/>",
        ["drag"] = "<path d='M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01' stroke-width='3'/>",
        ["edit"] = "<path d='M4 20l1-4L16 5l3 3L8 19z'/>",
        ["exclaim"] = "<path d='M12 5v8M12 18.5h.01'/>",
        ["eye"] = "<path d='M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z'/><circle cx='12' cy='12' r='3'/>",
        ["eye-off"] = "<path d='M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.7 3.4M6.2 7.3A17 17 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.5-1.2M10 10a3 3 0 0 0 4 4'/>",
        ["failed"] = "<circle cx='12' cy='12' r='9'/><path d='m9 9 6 6M15 9l-6 6'/>",
        ["filter"] = "<path d='M4 6h16M7 12h10M10 18h4'/>",
        ["flask"] = "<path d='M9 3h6M10 3v6l-5.5 9a2 2 0 0 0 1.7 3h11.6a2 2 0 0 0 1.7-3L14 9V3M7.5 15h9'/>",
        ["fold"] = "<path d='M4 5v14M19 12H9M13 8l-4 4 4 4'/>",
        ["gift"] = "<rect x='3' y='8' width='18' height='4' rx='1'/><path d='M5 12v8h14v-8M12 8v12M12 8c-5 0-5-5-2.5-5S12 8 12 8zM12 8c5 0 5-5 2.5-5S12 8 12 8z'/>",
        ["grid"] = "<rect x='3' y='3' width='7' height='7' rx='1'/><rect x='14' y='3' width='7' height='7' rx='1'/><rect x='3' y='14' width='7' height='7' rx='1'/><rect x='14' y='14' width='7' height='7' rx='1'/>",
        ["help"] = "<circle cx='12' cy='12' r='9'/><path d='M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01'/>",
        ["history"] = "<path d='M4 12a8 8 0 1 0 2.5-5.8M4 3v5h5M12 8v4l3 2'/>",
        ["home"] = "<path d='M3 11 12 4l9 7v9a1 1 0 0 1-1 1h-5v-6H9v6H4a1 1 0 0 1-1-1z'/>",
        ["idea"] = "<path d='M9 18h6M10 21h4M8.5 15A6 6 0 1 1 15.5 15c-.6.5-.9 1.2-1 2h-5c-.1-.8-.4-1.5-1-2z'/>",
        ["info"] = "<circle cx='12' cy='12' r='9'/><path d='M12 11v5M12 8h.01'/>",
        ["key"] = "<circle cx='8' cy='15' r='4'/><path d='m11 12 8.5-8.5M16 7l3 3'/>",
        ["layers"] = "<path d='m12 3 9 5-9 5-9-5zM3 13l9 5 9-5'/>",
        ["left"] = "<path d='m15 6-6 6 6 6'/>",
        ["link"] = "<path d='M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1'/>",
        ["lock"] = "<rect x='5' y='11' width='14' height='10' rx='2'/><path d='M8 11V8a4 4 0 0 1 8 0v3'/>",
        ["mail"] = "<rect x='3' y='5' width='18' height='14' rx='2'/><path d='m3.5 7 8.5 6 8.5-6'/>",
        ["menu"] = "<path d='M4 7h16M4 12h16M4 17h16'/>",
        ["message"] = "<path d='M4 5h16v12H9l-5 4z'/>",
        ["minus"] = "<path d='M5 12h14'/>",
        ["money"] = "<rect x='2.5' y='6' width='19' height='12' rx='2'/><circle cx='12' cy='12' r='2.5'/><path d='M6 12h.01M18 12h.01'/>",
        ["moon"] = "<path d='M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z'/>",
        ["more"] = "<path d='M6 12h.01M12 12h.01M18 12h.01' stroke-width='3'/>",
        ["open"] = "<path d='M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5'/>",
        ["passed"] = "<circle cx='12' cy='12' r='9'/><path d='m8 12.3 2.8 2.7L16 9.5'/>",
        ["pause"] = "<circle cx='12' cy='12' r='9'/><path d='M10 9v6M14 9v6'/>",
        ["percent"] = "<path d='M19 5 5 19'/><circle cx='7.5' cy='7.5' r='2.5'/><circle cx='16.5' cy='16.5' r='2.5'/>",
        ["play"] = "<circle cx='12' cy='12' r='9'/><path d='M10 8.5v7l5.5-3.5z' fill='currentColor'/>",
        ["plus"] = "<path d='M12 5v14M5 12h14'/>",
        ["print"] = "<path d='M7 9V3h10v6M7 17H4v-7h16v7h-3M7 14h10v7H7z'/>",
        ["product"] = "<path d='m12 3 9 5v8l-9 5-9-5V8zM3 8l9 5 9-5M12 13v8'/>",
        ["redo"] = "<path d='m16 5 4.5 4.5L16 14M20 9.5H10a6 6 0 0 0 0 12h3'/>",
        ["refresh"] = "<path d='M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5'/>",
        ["right"] = "<path d='m9 6 6 6-6 6'/>",
        ["rules"] = "<path d='M8 4H5v16h3M16 4h3v16h-3M9 12h6'/>",
        ["search"] = "<circle cx='11' cy='11' r='7'/><path d='m20 20-4-4'/>",
        ["send"] = "<path d='M21 3 3 10.5l7 3.5 3.5 7zM10 14 21 3'/>",
        ["settings"] = "<circle cx='12' cy='12' r='3'/><path d='M12 2.8v3M12 18.2v3M2.8 12h3M18.2 12h3M5.5 5.5l2.1 2.1M16.4 16.4l2.1 2.1M5.5 18.5l2.1-2.1M16.4 7.6l2.1-2.1'/>",
        ["share"] = "<circle cx='6' cy='12' r='3'/><circle cx='18' cy='6' r='3'/><circle cx='18' cy='18' r='3'/><path d='m8.7 10.6 6.6-3.2M8.7 13.4l6.6 3.2'/>",
        ["shield"] = "<path d='M12 3 5 6v5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V6z'/>",
        ["sign-out"] = "<path d='M10 4H5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h5M15 8l4 4-4 4M19 12H9'/>",
        ["sparkle"] = "<path d='M12 3v5M12 16v5M3 12h5M16 12h5'/>",
        ["split"] = "<path d='M4 12h5l6-6h5M9 12l6 6h5'/>",
        ["star"] = "<path d='m12 3 2.7 5.8 6.3.8-4.6 4.4 1.2 6.3L12 17.2l-5.6 3.1 1.2-6.3L3 9.6l6.3-.8z'/>",
        ["stop"] = "<circle cx='12' cy='12' r='9'/><rect x='9' y='9' width='6' height='6'/>",
        ["sun"] = "<circle cx='12' cy='12' r='4'/><path d='M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1'/>",
        ["tag"] = "<path d='M3 12V4a1 1 0 0 1 1-1h8l9 9-9 9z'/><path d='M8 8h.01'/>",
        ["target"] = "<circle cx='12' cy='12' r='9'/><circle cx='12' cy='12' r='4'/><path d='M12 12h.01'/>",
        ["trash"] = "<path d='M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5'/>",
        ["truck"] = "<path d='M2 6h12v11H2zM14 10h4l4 4v3h-8z'/><circle cx='7' cy='18' r='2'/><circle cx='17.5' cy='18' r='2'/>",
        ["undo"] = "<path d='M8 5 3.5 9.5 8 14M4 9.5h10a6 6 0 0 1 0 12h-3'/>",
        ["unreached"] = "<circle cx='12' cy='12' r='9' stroke-dasharray='3 3.3'/><path d='M8.5 12h7'/>",
        ["up"] = "<path d='m6 15 6-6 6 6'/>",
        ["upload"] = "<path d='M12 16V5M7 9.5l5-5 5 5M4 20h16'/>",
        ["user"] = "<circle cx='12' cy='8' r='4'/><path d='M4 21a8 8 0 0 1 16 0'/>",
        ["users"] = "<circle cx='9' cy='8' r='3.5'/><path d='M2.5 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5'/>",
        ["wallet"] = "<path d='M4 6h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h11'/><path d='M16 13h.01'/>",
        ["warn"] = "<path d='M12 4 2.5 20h19zM12 10v4.5M12 17.3h.01'/>",
        ["x"] = "<path d='m6 6 12 12M18 6 6 18'/>",
    };

    /// <summary>All names, in no particular order.</summary>
    public static IReadOnlyCollection<string> Names => Shapes.Keys;

    /// <summary>The SVG content of an icon.</summary>
    public static string Of(string name) =>
        Shapes.TryGetValue(name, out var shape)
            ? shape
            : throw new ArgumentOutOfRangeException(nameof(name), name, "There is no icon of this name.");
}
