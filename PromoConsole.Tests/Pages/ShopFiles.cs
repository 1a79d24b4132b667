using System.Text;

namespace PromoConsole.Tests.Pages;

/// <summary>What a small coffee shop exports from its systems, with the mistakes such files have.</summary>
internal static class ShopFiles
{
    /// <summary>Out of a spreadsheet: semicolons, a byte order mark, days first. Three rows are bad: a day that does not exist, a customer twice, nobody at all.</summary>
    public static byte[] Customers { get; } = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join("\r\n",
        "Customer id;Name;E-mail;Phone;Birthday;City;Country;Club member",
        "C-1001;Ola Nowak;ola.nowak@example.com;+48 600 100 200;17.05.1990;Kraków;PL;yes",
        "C-1002;Jan Lis;jan.lis@example.com;;03.11.1985;Gdańsk;PL;no",
        "C-1003;\"Bąk; Ewa\";ewa.bak@example.com;;31.02.1991;Kraków;PL;yes",
        "C-1004;=SUM(A1:A9);formula@example.com;;;Warszawa;PL;no",
        "C-1002;Jan Lis;j.lis@example.com;;03.11.1985;Gdańsk;PL;no",
        "C-1005;Zofia Wilk;zofia@example.com;600-300-400;24.12.1979;Kraków;PL;yes",
        ""))];

    /// <summary>Out of the shop's own system: commas. Two rows are bad: a price with a word in it, a product without a name.</summary>
    public static byte[] Products { get; } = Encoding.UTF8.GetBytes(string.Join('\n',
        "source_id,name,price,image_url,roast",
        "P-1,House espresso 1 kg,18.90,https://shop.example/p1.jpg,dark",
        "P-2,\"Filter blend, 500 g\",ask us,,light",
        "P-3,,9.00,,light",
        "P-4,Ceramic mug,7.50,,",
        "P-5,Single origin Ethiopia,14.00,,light",
        ""));

    /// <summary>One row a line. Three orders are bad: a status, a product and a quantity that mean nothing.</summary>
    public static byte[] Orders { get; } = Encoding.UTF8.GetBytes(string.Join('\n',
        "order id,date,status,customer,product,qty",
        "O-1,2025-10-02,PAID,C-1001,P-1,2",
        "O-1,2025-10-02,PAID,C-1001,P-4,1",
        "O-2,2025-10-05,PAID,C-1005,P-5,1",
        "O-3,2025-10-06,SHIPPED,C-1002,P-1,1",
        "O-4,2025-10-07,PAID,C-1001,P-99,1",
        "O-5,2025-10-08,PAID,C-1001,P-1,two",
        ""));
}
