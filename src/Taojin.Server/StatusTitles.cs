using Microsoft.AspNetCore.WebUtilities;

namespace Taojin.Server;

/// <summary>What a status is called: the standard's phrase, or its Chinese name.</summary>
internal static class StatusTitles
{
    public static string Of(int status, bool isChinese) => isChinese ? Chinese(status) : ReasonPhrases.GetReasonPhrase(status);

    private static string Chinese(int status) => status switch
    {
        400 => "请求有误",
        401 => "需要密钥",
        403 => "没有权限",
        404 => "没有找到",
        405 => "不支持该方法",
        409 => "与当前状态冲突",
        413 => "请求过大",
        415 => "不支持的内容类型",
        422 => "无法处理",
        429 => "请求过多",
        500 => "服务器出错",
        503 => "暂时无法应答",
        507 => "磁盘空间不足",
        _ => status < 500 ? "请求被拒绝" : "服务器出错",
    };
}
