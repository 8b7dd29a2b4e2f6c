#!/usr/bin/env bash
# Takes the pictures of the dashboard that README shows anew: runs its browser tests, which write every page into artifacts/pictures.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/test.sh" Dashboard
mkdir -p "$root/docs/pictures"
for name in overview recommend models predict; do cp "$root/artifacts/pictures/$name-en.png" "$root/artifacts/pictures/$name-zh.png" "$root/docs/pictures/"; done
