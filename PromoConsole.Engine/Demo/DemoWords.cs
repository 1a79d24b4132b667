namespace PromoConsole.Engine.Demo;

/// <summary>The words the demo store is made of: a home textiles shop with customers from all over Europe.</summary>
internal static class DemoWords
{
    public const string ShopName = "Linden & Loom";

    /// <summary>Collections with the kinds of things in them and the price range of each, major units.</summary>
    public static readonly (string Collection, (string Thing, int From, int To)[] Things)[] Shelves =
    [
        ("Bedding", [("duvet cover", 69, 149), ("pillowcase", 15, 35), ("fitted sheet", 35, 79), ("quilt", 99, 199), ("bed skirt", 39, 69)]),
        ("Throws and blankets", [("throw", 29, 89), ("blanket", 49, 129), ("plaid", 39, 99)]),
        ("Cushions", [("cushion cover", 19, 45), ("floor cushion", 59, 99), ("bolster", 35, 59)]),
        ("Table", [("tablecloth", 39, 99), ("table runner", 25, 49), ("napkins, set of four", 19, 39), ("placemats, set of two", 15, 29)]),
        ("Bath", [("bath towel", 19, 45), ("hand towel", 9, 19), ("bath mat", 25, 49), ("bathrobe", 69, 139)]),
        ("Kitchen", [("apron", 25, 49), ("tea towels, set of three", 15, 29), ("oven glove", 12, 22)]),
        ("Curtains", [("curtain", 59, 159), ("sheer curtain", 39, 89)]),
        ("Candles", [("candle", 9, 29), ("scented candle", 15, 39)]),
    ];

    public static readonly string[] Makes =
    [
        "Linen", "Washed linen", "Wool", "Merino", "Cotton", "Organic cotton", "Waffle", "Velvet", "Percale", "Satin", "Flannel", "Herringbone", "Lambswool", "Jacquard", "Striped",
    ];

    public static readonly string[] Colours = ["oat", "moss", "clay", "indigo", "chalk", "rust", "slate", "rose", "ochre", "pine"];

    public static readonly string[] FirstNames =
    [
        "Marta", "Piotr", "Julia", "Anke", "Hana", "Tomasz", "Ola", "Ewa", "Jonas", "Lena", "Matteo", "Giulia", "Camille", "Louis", "Sofia", "Mateo", "Ingrid", "Erik", "Nora", "Aino",
        "Zofia", "Jakub", "Klara", "Felix", "Emma", "Paul", "Chiara", "Luca", "Inès", "Hugo", "Lucía", "Pablo", "Astrid", "Lars", "Eeva", "Mikko", "Tereza", "Adam", "Dorota", "Marek",
    ];

    public static readonly string[] LastNames =
    [
        "Kowalczyk", "Wrona", "Maj", "de Vries", "Dvořáková", "Lis", "Nowak", "Zielińska", "Becker", "Hoffmann", "Rossi", "Ferrari", "Moreau", "Laurent", "García", "Navarro", "Hansen", "Lindqvist", "Berg", "Virtanen",
        "Wiśniewska", "Kaczmarek", "Novák", "Schmidt", "Weber", "Fischer", "Conti", "Greco", "Dubois", "Petit", "Romero", "Ortega", "Nilsen", "Johansson", "Korhonen", "Mäkinen", "Svobodová", "Horák", "Pawlak", "Duda",
    ];

    public static readonly string[] Countries = ["PL", "DE", "NL", "CZ", "FR", "IT", "ES", "NO", "SE", "FI"];

    /// <summary>Categories with their rank.</summary>
    public static readonly (string Name, int Hierarchy)[] Categories = [("Seasonal", 1), ("Customer relations", 2), ("Evergreen", 3), ("Staff", 4)];

    public static readonly string[] Channels = ["web shop", "app", "store"];

    /// <summary>Collections as customers would say them in the campaign texts.</summary>
    public const string Bedding = "Bedding";
}
