namespace Taojin.Storage.Privacy;

/// <summary>Files in a workspace that this program did not write: an erasure leaves them as they are and says which ones a person should look at.</summary>
internal static class LeftFiles
{
    private const int MostOfFolder = 3, MostNames = 20;

    /// <summary>What a receipt says of them.</summary>
    /// <param name="files">Their paths in the workspace; many of one folder are told by their number.</param>
    public static RemainingTrace Trace(IReadOnlyList<string> files)
    {
        var folders = files.GroupBy(file => file[..(file.LastIndexOf('/') + 1)], StringComparer.Ordinal).ToArray();
        var (names, namesZh) = (Told(folders, count => $"{count} files"), Told(folders, count => $"{count} 个文件"));
        return new(
            $"Files of the workspace that this program did not write, and links, which it does not follow, may name the person (a short id also by chance) and were left as they are; look at them: {names}.",
            $"工作区中并非由本程序写入的文件以及不会跟随的链接可能含有该用户的信息（较短的编号也可能只是巧合），均保持原样，请自行检查：{namesZh}。", null);
    }

    private static string Told(IReadOnlyList<IGrouping<string, string>> folders, Func<int, string> count)
    {
        var names = folders.SelectMany(files => files.Count() > MostOfFolder ? [$"{files.Key} ({count(files.Count())})"] : files.Distinct(StringComparer.Ordinal)).ToArray();
        return string.Join(", ", names.Take(MostNames)) + (names.Length > MostNames ? ", …" : "");
    }
}
