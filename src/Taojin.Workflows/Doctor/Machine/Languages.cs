using System.Globalization;

namespace Taojin.Workflows.Doctor.Machine;

/// <summary>Without the data of languages Chinese is neither sorted nor written right.</summary>
internal sealed class Languages : ICheck
{
    public Check Look(DoctorScene scene)
    {
        var isThere = scene.Variable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is not ("1" or "true") && CultureInfo.GetCultureInfo("zh-CN").NumberFormat.CurrencySymbol == "¥";
        return new("languages", isThere, isThere ? "data of languages are there" : "data of languages are missing", isThere ? "语言数据齐全" : "缺少语言数据")
        {
            Remedy = "apt-get install libicu-dev, and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.", RemedyZh = "请安装 libicu，并取消 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT。",
        };
    }
}
