#!/usr/bin/env bash
# Takes the pictures of the dashboard that README shows anew: runs its browser tests, which write every page into artifacts/pictures.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/test.sh" Dashboard
mkdir -p "$root/docs/pictures"
cp "$root"/artifacts/pictures/*.png "$root/docs/pictures/"
