using System.Runtime.InteropServices;

namespace Taojin.Mining.Learning.LightGbm;

/// <summary>Frees the trees when nobody holds them any more.</summary>
internal sealed class BoosterHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    public static implicit operator nint(BoosterHandle held) => held.handle;

    public void Hold(nint booster) => SetHandle(booster);

    protected override bool ReleaseHandle() => Native.LGBM_BoosterFree(handle) == 0;
}
