using System.Globalization;
using Taojin.Data;

namespace Taojin.Storage.Reading;

/// <summary>How far a packed file may grow. One that grows more than any log does was made to fill memory and disk.</summary>
/// <remarks>All entries of a zip share one limit, so that many small ones do not get around it.</remarks>
internal sealed class UnpackLimit
{
    /// <summary>Bytes that any file may unpack to, however small it is.</summary>
    public const long Always = 64L << 20;

    private readonly string _path;
    private readonly long _packed;
    private readonly long _limit;
    private long _taken;

    /// <summary>The limit of a file.</summary>
    public UnpackLimit(string path, WorkspaceSettings settings)
    {
        (_path, _packed) = (path, new FileInfo(path).Length);
        _limit = (long)Math.Min(settings.UnpackedLimitGb * 1e9, Math.Max(Always, _packed * settings.UnpackedRatioLimit));
    }

    /// <summary>Counts unpacked bytes.</summary>
    /// <exception cref="TaojinException">import.unpacked-too-large.</exception>
    public void Take(int bytes)
    {
        _taken += bytes;
        if (_taken <= _limit)
            return;
        throw new TaojinException(
            "import.unpacked-too-large",
            string.Create(CultureInfo.InvariantCulture, $"'{_path}' has {_packed / 1e6:0.###} MB and unpacks to more than {_limit / 1e6:0} MB: data do not shrink so much, files made to do harm do."),
            "If you trust the file, raise unpacked_ratio_limit and unpacked_limit_gb under [import] in taojin.toml. Nothing of it was kept.");
    }
}

/// <summary>Unpacked bytes, counted against a limit.</summary>
internal sealed class LimitedStream(Stream inner, UnpackLimit limit) : WrappedStream(inner)
{
    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        limit.Take(read);
        return read;
    }
}
