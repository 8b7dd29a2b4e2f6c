# What Taojin needs of the system. Sourced by ./taojin, ./test.sh and ./bench; says what is missing and how to mend it.

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

need_dotnet() {
    [ -n "${DOTNET_ROOT:-}" ] && PATH=$DOTNET_ROOT:$PATH
    command -v dotnet >/dev/null || PATH=$PATH:$HOME/.dotnet:/usr/share/dotnet:/usr/lib/dotnet
    if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        say "Taojin needs the .NET 10 SDK, and dotnet does not list one."
        say "Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
        say "Taojin 需要 .NET 10 SDK，请从以上地址安装。"
        return 1
    fi
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

# LightGBM's native library is built with OpenMP and does not bring the runtime along.
need_libgomp() {
    [ "$(uname -s)" = Linux ] || return 0
    [ -n "$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -m1 'libgomp\.so\.1')" ] && return 0
    need_packages libgomp1
}

# A PostgreSQL of any version that is still kept; tests start their own, on their own ports and data.
need_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need_packages postgresql; }

# Installs Debian packages when that is allowed, and otherwise names the command.
need_packages() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    if command -v apt-get >/dev/null && as_root true; then
        say "Installing ${missing[*]} …"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 2>/dev/null && return 0
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 && return 0
    fi
    say "Taojin needs ${missing[*]}. Install: sudo apt-get install -y ${missing[*]}"
    say "Taojin 需要 ${missing[*]}，请执行以上命令安装。"
    return 1
}

# Gorse's official JavaScript client, against which the Gorse API is tested. Without Node.js that test is skipped, and says so.
need_gorsejs() {
    [ -d "$root/tests/gorse/node_modules/gorsejs" ] && return 0
    if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
        say "No node and npm here: the test with Gorse's official client will be skipped."
        return 0
    fi
    timeout 120 npm ci --prefix "$root/tests/gorse" --omit=dev --no-audit --no-fund --silent >&2 || say "npm could not install gorsejs: the test with it will be skipped."
    return 0
}

# Publishes a project into artifacts/NAME when a source is newer than what stands there. One build at a time.
publish_once() {
    local project=$1 out=$2
    mkdir -p "$root/artifacts"
    exec 8>"$root/artifacts/$(basename "$out").lock"
    command -v flock >/dev/null && flock 8
    if [ ! -e "$out/.built" ] || [ -n "$(find "$root/src" "$root/tests/Taojin.Testing" "$root/$project" "$root"/Directory.* "$root"/*.targets "$root/global.json" -newer "$out/.built" -type f -print -quit)" ]; then
        say "Building $(basename "$project"), once (about a minute; the first time packages are fetched) …"
        local log=$root/artifacts/$(basename "$out").build.log started
        started=$(mktemp "$root/artifacts/started.XXXXXX")
        if ! dotnet publish "$root/$project" -c Release -o "$out" -nologo -v quiet >"$log" 2>&1 8>&-; then # the compiler server outlives the build and must not hold the lock
            rm -f "$started"
            say "The build failed; the whole of it stands in ${log#"$root"/}."
            grep -E 'error' "$log" | sort -u | head -20 >&2 || tail -20 "$log" >&2
            return 1
        fi
        mv "$started" "$out/.built" # as old as the build's start: what is edited meanwhile is built next time
    fi
    exec 8>&-
}
