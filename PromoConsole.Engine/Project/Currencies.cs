using System.Collections.Frozen;

namespace PromoConsole.Engine.Project;

/// <param name="Code">ISO 4217.</param>
/// <param name="Decimals">Minor-unit digits: 100 of something is 1.00 with two.</param>
public sealed record Currency(string Code, string Name, int Decimals);

/// <summary>The currencies a project can be kept in.</summary>
public static class Currencies
{
    /// <summary>Ordered by code.</summary>
    public static IReadOnlyList<Currency> All { get; } =
    [
        new("AED", "United Arab Emirates dirham", 2), new("ARS", "Argentine peso", 2), new("AUD", "Australian dollar", 2),
        new("BAM", "Bosnian convertible mark", 2), new("BGN", "Bulgarian lev", 2), new("BHD", "Bahraini dinar", 3),
        new("BRL", "Brazilian real", 2), new("CAD", "Canadian dollar", 2), new("CHF", "Swiss franc", 2),
        new("CLP", "Chilean peso", 0), new("CNY", "Chinese yuan", 2), new("COP", "Colombian peso", 2),
        new("CZK", "Czech koruna", 2), new("DKK", "Danish krone", 2), new("EGP", "Egyptian pound", 2),
        new("EUR", "Euro", 2), new("GBP", "Pound sterling", 2), new("GEL", "Georgian lari", 2),
        new("HKD", "Hong Kong dollar", 2), new("HUF", "Hungarian forint", 2), new("IDR", "Indonesian rupiah", 2),
        new("ILS", "Israeli shekel", 2), new("INR", "Indian rupee", 2), new("ISK", "Icelandic króna", 0),
        new("JOD", "Jordanian dinar", 3), new("JPY", "Japanese yen", 0), new("KES", "Kenyan shilling", 2),
        new("KRW", "South Korean won", 0), new("KWD", "Kuwaiti dinar", 3), new("KZT", "Kazakhstani tenge", 2),
        new("MAD", "Moroccan dirham", 2), new("MDL", "Moldovan leu", 2), new("MKD", "Macedonian denar", 2),
        new("MXN", "Mexican peso", 2), new("MYR", "Malaysian ringgit", 2), new("NGN", "Nigerian naira", 2),
        new("NOK", "Norwegian krone", 2), new("NZD", "New Zealand dollar", 2), new("OMR", "Omani rial", 3),
        new("PEN", "Peruvian sol", 2), new("PHP", "Philippine peso", 2), new("PKR", "Pakistani rupee", 2),
        new("PLN", "Polish złoty", 2), new("PYG", "Paraguayan guaraní", 0), new("QAR", "Qatari riyal", 2),
        new("RON", "Romanian leu", 2), new("RSD", "Serbian dinar", 2), new("SAR", "Saudi riyal", 2),
        new("SEK", "Swedish krona", 2), new("SGD", "Singapore dollar", 2), new("THB", "Thai baht", 2),
        new("TND", "Tunisian dinar", 3), new("TRY", "Turkish lira", 2), new("TWD", "New Taiwan dollar", 2),
        new("UAH", "Ukrainian hryvnia", 2), new("USD", "United States dollar", 2), new("UYU", "Uruguayan peso", 2),
        new("VND", "Vietnamese đồng", 0), new("XAF", "Central African franc", 0), new("XOF", "West African franc", 0),
        new("ZAR", "South African rand", 2),
    ];

    private static readonly FrozenDictionary<string, Currency> s_byCode = All.ToFrozenDictionary(currency => currency.Code);

    /// <summary>The currency with this code; null when the project cannot be kept in it.</summary>
    public static Currency? Find(string code) => s_byCode.GetValueOrDefault(code);

    /// <summary>Minor-unit digits; 2 for a code not in the list.</summary>
    public static int DecimalsOf(string code) => Find(code)?.Decimals ?? 2;
}
