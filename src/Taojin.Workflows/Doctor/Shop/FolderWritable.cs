namespace Taojin.Workflows.Doctor.Shop;

/// <summary>What cannot be written cannot be learned.</summary>
internal sealed class FolderWritable : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        if (!Directory.Exists(scene.Folder))
            return null;
        var isWritable = CanWrite(scene.PathOf(".doctor"));
        return new("permission", isWritable, isWritable ? "the folder can be written" : "the folder cannot be written", isWritable ? "目录可写" : "目录不可写")
        {
            Remedy = $"Give the folder to the user who runs Taojin: chown -R $(id -u) {scene.Folder}", RemedyZh = $"请将目录授权给运行用户：chown -R $(id -u) {scene.Folder}",
        };
    }

    private static bool CanWrite(string path)
    {
        try
        {
            File.WriteAllText(path, "");
            File.Delete(path);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
