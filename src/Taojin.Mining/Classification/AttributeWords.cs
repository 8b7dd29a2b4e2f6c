using System.Text.RegularExpressions;

namespace Taojin.Mining.Classification;

/// <summary>Words for colours, genders, seasons and sizes in English and Chinese.</summary>
internal static partial class AttributeWords
{
    public static Lexicon Colours { get; } = new(
        "navy blue=navy blue,navy,藏青,藏蓝;black=black,黑色,黑;white=white,白色,白;red=red,红色,大红,酒红,红;blue=blue,蓝色,天蓝,蓝;green=green,绿色,墨绿,绿;"
        + "yellow=yellow,黄色,黄;pink=pink,粉色,粉红,粉;purple=purple,紫色,紫;grey=grey,gray,space grey,spacegrau,灰色,灰;brown=brown,棕色,咖啡色,咖色,棕;orange=orange,橙色,橘色;"
        + "silver=silver,silber,银色,银;gold=gold,golden,金色;beige=beige,米色,杏色;khaki=khaki,卡其;maroon=maroon,burgundy;cream=cream,奶油色;olive=olive,橄榄绿;multi=multicolour,multicolor,multi,彩色,花色");

    public static Lexicon Genders { get; } = new(
        "unisex=unisex,男女同款,情侣,男女;boys=boy,boys,男童;girls=girl,girls,女童;women=women,woman,womens,ladies,female,女士,女款,女装,女式,女;men=men,man,mens,male,gents,男士,男款,男装,男式,男");

    public static Lexicon Seasons { get; } = new(
        "winter=winter,冬季,秋冬,冬天,冬装,冬款,加厚,加绒,冬;summer=summer,夏季,夏天,夏装,夏款,夏;spring=spring,春季,春秋,春装,春款,春;fall=fall,autumn,秋季,秋天,秋装,秋款,秋");

    /// <summary>A size as it stands: letters, a number with its unit, or a Chinese size such as 42码.</summary>
    public static string? Size(string[] words)
    {
        for (var place = 0; place < words.Length; place++)
        {
            var joined = place + 1 < words.Length ? words[place] + words[place + 1] : words[place];
            if (Measure().Match(words[place]) is { Success: true } alone)
                return alone.Value;
            if (Letters().IsMatch(words[place]))
                return words[place];
            if (words[place].All(char.IsAsciiDigit) && WholeMeasure().IsMatch(joined))
                return joined;
        }
        return null;
    }

    [GeneratedRegex("^(xxs|xs|xl|x{2,3}l|[2-6]xl)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Letters();

    [GeneratedRegex("[0-9]+(码|寸|升|毫升|克|千克|公斤)|^[0-9]+(gb|tb|ml|cl|l|g|kg|cm|mm|inch|in|oz)$|(s|m|l|x{1,3}l)码", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Measure();

    [GeneratedRegex("^[0-9]+(gb|tb|ml|cl|l|kg|cm|mm|inch|oz)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex WholeMeasure();

    /// <summary>Values with their spellings, the longest spelling first.</summary>
    internal sealed class Lexicon
    {
        private readonly (string Spelling, string Value)[] _entries;

        public Lexicon(string written) => _entries = [.. written.Split(';').Select(line => line.Split('='))
            .SelectMany(line => line[1].Split(',').Select(spelling => (spelling, line[0]))).OrderByDescending(entry => entry.spelling.Length)];

        /// <summary>The first value whose spelling stands in the text: as whole words, or, in Chinese, anywhere.</summary>
        public string? First(string folded, string[] words)
        {
            foreach (var (spelling, value) in _entries)
                if (spelling[0] > 0x2E80 ? folded.Contains(spelling, StringComparison.Ordinal)
                    : spelling.Contains(' ', StringComparison.Ordinal) ? $" {folded} ".Contains($" {spelling} ", StringComparison.Ordinal) : words.Contains(spelling))
                    return value;
            return null;
        }
    }
}
