#!/usr/bin/env bash
# Builds everything and runs every test. The last line is "N passed, N failed, N skipped".  ./test.sh [PROJECT-NAME-PART]
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
. scripts/system-needs.sh
passed=0 failed=0 skipped=0
finish() { printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"; [ "$failed" = 0 ] && [ "$passed" -gt 0 ]; exit; }

if ! { need_dotnet && need_libgomp; }; then failed=1; finish; fi
need_postgres || say "The tests of PostgreSQL will be skipped."
need_gorsejs
# The dashboard is tested in a real browser; where none can be installed its tests are skipped, and say so.
case Taojin.Dashboard.Tests in *"${1:-}"*) command -v chromium >/dev/null || need_packages chromium fonts-noto-cjk || true ;; esac
need_packages redis-server || say "The tests of clusters will be skipped."
export OMP_WAIT_POLICY=PASSIVE
echo "Building …"
if ! dotnet build Taojin.slnx -c Release -nologo -v quiet -p:CI=true; then failed=1; finish; fi

number() { sed -n "s/.*Total: .*$1: \([0-9]*\).*/\1/p" "$2" | tail -n 1; }
for project in tests/*.Tests/; do
    name=$(basename "$project")
    case $name in *"${1:-}"*) ;; *) continue ;; esac
    log=artifacts/$name.log
    started=$SECONDS
    timeout 900 "artifacts/bin/$name/release_linux-x64/$name" -noColor -noLogo >"$log" 2>&1
    code=$?
    total=$(sed -n 's/.*Total: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
    f=$(number Failed "$log") e=$(number Errors "$log") s=$(number Skipped "$log")
    f=$((${f:-0} + ${e:-0}))
    # A run that ends badly without naming a failed test (a crash, a time limit, no test found) is a failure of its own.
    [ "$f" = 0 ] && { [ "$code" != 0 ] || [ "${total:-0}" = 0 ]; } && f=1
    p=$((${total:-0} - f - ${s:-0}))
    [ "$p" -lt 0 ] && p=0
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + ${s:-0}))
    printf '%-28s %5d passed %3d failed %3d skipped  %4d s\n' "$name" "$p" "$f" "${s:-0}" $((SECONDS - started))
    [ "$f" != 0 ] && grep -E '\[FAIL\]|^    ' -A12 "$log" | head -n 200
done
finish
