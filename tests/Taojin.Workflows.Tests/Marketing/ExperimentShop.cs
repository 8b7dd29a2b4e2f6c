using System.Globalization;
using System.Text;
using Taojin.Numerics;
using Taojin.Tests.Shops;

namespace Taojin.Workflows.Tests.Marketing;

/// <summary>A shop whose campaign was an experiment of known truth: a coupon adds 0.3 to the probability of buying for users who buy often, nothing for others.</summary>
public sealed class ExperimentShop : IDisposable
{
    public const int Users = 2400, Weeks = 40;
    public const double Price = 50, Effect = 0.3;
    public static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-experiment-").FullName;

    public ExperimentShop()
    {
        Clock = new(Start + TimeSpan.FromDays((7 * Weeks) + 15));
        Mine = Mine.Init(Path.Combine(_folder, "shop"), new() { Threads = 2, MemoryLimitGb = 1 }, clock: Clock);
        Import("items", "item_id,title,price,cost\n茶叶,茶叶,50,20\ncoffee,coffee,50,20\n");
        Import("events", Purchases());
        Import("exposures", Contacts());
    }

    public SetClock Clock { get; }

    public Mine Mine { get; }

    /// <summary>Whether a user buys often: half of them, by the user's number.</summary>
    public static bool IsOften(int user) => user % 2 == 0;

    /// <summary>Ids that a spreadsheet would run stand among them.</summary>
    public static string IdOf(int user) => user % 100 == 4 ? $"=1+{user}" : $"用户{user}";

    public void Import(string table, string text)
    {
        var path = Path.Combine(_folder, $"{table}.csv");
        File.WriteAllText(path, text);
        Mine.Workspace.Log.Import(new("csv", path) { Table = table });
    }

    public void Dispose()
    {
        Mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Purchases()
    {
        var (text, chance) = (new StringBuilder("user_id,item_id,kind,time,price,quantity,order_id\n"), SplitMix64.Stream(1, "experiment-shop/purchases"));
        var order = 0;
        void Buy(int user, string item, DateTimeOffset time, double price) =>
            text.Append(CultureInfo.InvariantCulture, $"{IdOf(user)},{item},purchase,{time:yyyy-MM-ddTHH:mm:ssZ},{price},1,A{order++}\n");
        for (var week = 0; week < Weeks; week++)
        {
            var (tea, coffee) = (Price * Math.Exp(0.3 * (chance.NextDouble() - 0.5)), Price * Math.Exp(0.3 * (chance.NextDouble() - 0.5)));
            for (var user = 0; user < Users; user++)
                foreach (var (item, price) in new[] { ("茶叶", tea), ("coffee", coffee) })
                    if (chance.NextDouble() < (IsOften(user) ? 0.08 : 0.01) * Math.Pow(price / Price, -2))
                        Buy(user, item, Start + TimeSpan.FromDays((7 * week) + (7 * chance.NextDouble())), price);
        }
        for (var user = 0; user < Users; user++)
            if (chance.NextDouble() < 0.2 + (IsOften(user) && ArmOf(user) == "满减券" ? Effect : 0))
                Buy(user, "茶叶", Start + TimeSpan.FromDays((7 * Weeks) + (13 * chance.NextDouble())), Price);
        return text.ToString();
    }

    private static string ArmOf(int user) => SplitMix64.Stream(2, "experiment-shop/arm", user).NextInt32(2) == 0 ? "对照" : "满减券";

    private static string Contacts()
    {
        var text = new StringBuilder("user_id,campaign_id,arm,channel,cost,propensity,time\n");
        var (began, chance) = (Start + TimeSpan.FromDays(7 * Weeks), SplitMix64.Stream(3, "experiment-shop/contacts"));
        for (var user = 0; user < Users; user++)
            text.Append(CultureInfo.InvariantCulture, $"{IdOf(user)},春节,{ArmOf(user)},{(ArmOf(user) == "对照" ? "" : "短信")},0.1,0.5,{began:yyyy-MM-ddTHH:mm:ssZ}\n");
        for (var user = 0; user < 300; user++) // letters that people chose: users who buy often
            text.Append(CultureInfo.InvariantCulture, $"{IdOf(user * 2)},会员信,,email,0.1,,{began - TimeSpan.FromDays(1 + (20 * chance.NextDouble())):yyyy-MM-ddTHH:mm:ssZ}\n");
        return text.ToString();
    }
}
