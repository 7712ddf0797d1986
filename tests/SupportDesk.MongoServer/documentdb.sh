#!/usr/bin/env bash
# DocumentDB for tests: PostgreSQL with Debian's extension, unpacked into a folder of its own and run in a chroot of it.
# Nothing of it is installed on the machine.
#
#   documentdb.sh prepare                            fetches and unpacks it; quick when that was done before
#   documentdb.sh start <name> <port> [--durable]    starts a server on 127.0.0.1 with data of that name, new or kept
#   documentdb.sh stop <name> [--now]                stops it; --now as a crash would
#   documentdb.sh run <name> <port> [--durable]      starts it, says "ready" and where its data is, and removes both when input ends
#   documentdb.sh clean                              removes everything, when no server runs
#
# All of it is in $SUPPORTDESK_CACHE, by default ~/.cache/supportdesk/documentdb.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

cache=${SUPPORTDESK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/supportdesk/documentdb}
# The number is raised when prepare makes something else, so that an older checkout keeps its own.
root=$cache/2
suite=forky
seeds="dash libc-bin tzdata postgresql-18 postgresql-client-18 postgresql-18-cron postgresql-18-pgvector postgresql-18-postgis-3
       postgresql-18-postgis-3-scripts postgresql-18-rum postgresql-18-documentdb"
# What only raster data and just-in-time compiling would need; nothing of it is linked by what we load.
unneeded='^lib(gdal|sfcgal|hdf5|poppler|llvm|perl)'

fail() { echo "documentdb.sh: $*" >&2; exit 1; }

check_machine() {
    [ "$(id -u)" -eq 0 ] || fail "DocumentDB is run in a chroot, which needs root."
    command -v apt-get >/dev/null || fail "DocumentDB comes from Debian's packages, and this machine has no apt-get."
    [ -f /usr/share/keyrings/debian-archive-keyring.gpg ] || fail "DocumentDB comes from Debian's packages, and this machine has no keys of Debian's archive."
}

# ---- prepare: packages, then a data folder to copy ----

prepare() {
    check_machine
    mkdir -p "$cache" 2>/dev/null || fail "The folder $cache cannot be made: let SUPPORTDESK_CACHE name another."
    exec 9>"$cache/lock"
    flock 9
    if [ ! -f "$root/ready" ]; then
        rm -rf "$root" "$cache/apt"
        unpack
        make_template
        rm -rf "$cache/apt"
        touch "$root/ready"
    fi
    exec 9>&-
}

# apt with its own lists and an empty status file; the machine's proxy and credentials stay in force.
own_apt() {
    local command=$1
    shift
    "$command" -qq -o Dir::State="$cache/apt/state" -o Dir::State::status="$cache/apt/status" -o Dir::Cache="$cache/apt" \
        -o Dir::Etc::sourcelist="$cache/apt/sources.list" -o Dir::Etc::sourceparts=- -o APT::Sandbox::User=root \
        -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none "$@"
}

# The one that the machine is set up for. Without package lists apt does not tell whose a mirror is.
debian_mirror() { apt-get indextargets --format '$(LABEL)|$(REPO_URI)' | awk -F'|' '$1 == "Debian" && !found { found = 1; print $2 }'; }

unpack() {
    local mirror folder package
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || { apt-get update -qq && mirror=$(debian_mirror); }
    [ -n "$mirror" ] || fail "DocumentDB comes from Debian's packages, and this machine's apt knows no mirror of Debian."
    mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$cache/apt/state/lists/partial" "$cache/apt/archives/partial"
    : >"$cache/apt/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$cache/apt/sources.list"
    for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
    own_apt apt-get update || fail "Debian's package lists of $suite could not be fetched."
    (cd "$cache/apt/archives" && own_apt apt-get download $(packages)) || fail "Debian's packages of DocumentDB could not be fetched."
    for package in "$cache"/apt/archives/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root" --keep-directory-symlink --no-same-owner \
            --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' \
            --exclude='*/gconv/*' --exclude='*/bitcode/*'
    done
    settle
    check_libraries
}

# The seeds and all libraries that they depend on, directly or not.
packages() {
    own_apt apt-cache depends --recurse --important $seeds | awk -v seeds="$seeds" -v unneeded="$unneeded" '
        /^[^ ]/ { from = $1; next }
        /Depends:/ { on = $2; if ((on ~ /^lib/ || on == "zlib1g") && on !~ unneeded) needs[from] = needs[from] " " on }
        END {
            left = split(seeds, queue, /[ \n]+/)
            for (at = 1; at <= left; at++) if (!(queue[at] in seen)) {
                seen[queue[at]]; print queue[at]
                more = split(needs[queue[at]], next_ones, " ")
                for (i = 1; i <= more; i++) queue[++left] = next_ones[i]
            }
        }'
}

# What the packages' own scripts would have done.
settle() {
    ln -sf dash "$root/usr/bin/sh"
    ln -sf postgis-3.control "$root/usr/share/postgresql/18/extension/postgis.control"
    mkdir -p "$root/dev" "$root/tmp" "$root/etc" "$root/data"
    chown 5432:5432 "$root/data"
    chmod 1777 "$root/tmp"
    [ -e "$root/dev/null" ] || mknod -m 666 "$root/dev/null" c 1 3
    [ -e "$root/dev/urandom" ] || mknod -m 666 "$root/dev/urandom" c 1 9
    echo 'postgres:x:5432:5432::/tmp:/bin/sh' >"$root/etc/passwd"
    echo 'postgres:x:5432:' >"$root/etc/group"
}

check_libraries() {
    local loader file missing
    loader=$(find "$root/usr" -name 'ld-linux*.so.*' -printf '/usr/%P\n' -quit)
    missing=$(cd "$root" && for file in usr/lib/postgresql/18/bin/{postgres,initdb} usr/lib/postgresql/18/lib/{pg_documentdb*,postgis-3,vector,pg_cron,*rum*}.so; do
        chroot "$root" "$loader" --list "/$file" | sed -n 's/ => not found//p'
    done | sort -u)
    [ -z "$missing" ] || fail "Debian's packages of DocumentDB need libraries that were not fetched:" $missing
}

# PostgreSQL refuses to run as root.
as_postgres() {
    env -i LC_ALL=C.UTF-8 PATH=/usr/lib/postgresql/18/bin:/usr/bin "$(command -v chroot)" --userspec=5432:5432 "$root" "$@"
}

make_template() {
    as_postgres initdb -D /data/template -U postgres -A trust --locale=C.UTF-8 --encoding=UTF8 --no-sync >"$cache/template.log" 2>&1 ||
        fail "PostgreSQL could not make its data folder: see $cache/template.log."
    cat >>"$root/data/template/postgresql.conf" <<'CONF'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
dynamic_shared_memory_type = mmap
max_connections = 200
shared_preload_libraries = 'pg_cron,pg_documentdb_core,pg_documentdb,pg_documentdb_extended_rum'
documentdb.alternate_index_handler_name = 'extended_rum'
cron.database_name = 'postgres'
cron.host = '127.0.0.1'
documentdb.localhost_connection_string = 'host=127.0.0.1'
documentdb.use_pg_stats_live_tuples_for_count = off
documentdb_core.enableCollation = on
deadlock_timeout = 20ms
CONF
    # Only the extended indexes give documents in their order; without them every sorted list sorts the whole collection.
    printf '%s;\n\n' 'CREATE EXTENSION documentdb CASCADE' 'CREATE EXTENSION documentdb_extended_rum CASCADE' |
        as_postgres postgres --single -j -D /data/template postgres >>"$cache/template.log" 2>&1 ||
        fail "DocumentDB could not be set up: see $cache/template.log."
    ! grep -q 'ERROR\|FATAL' "$cache/template.log" || fail "DocumentDB could not be set up: see $cache/template.log."
}

# ---- servers ----

runs() { as_postgres pg_ctl status -D "/data/$1" >/dev/null 2>&1; }

start() {
    local name=$1 port=$2 durable=${3:-} data=$root/data/$1 options="-p $2"
    ! runs "$name" || return 0
    [ -d "$data" ] || cp -a --reflink=auto "$root/data/template" "$data"
    [ "$durable" = --durable ] || options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    as_postgres pg_ctl start -s -w -D "/data/$name" -l "/data/$name/server.log" -o "$options" </dev/null 9>&- ||
        { tail -n 5 "$data/server.log" >&2; fail "DocumentDB did not start on port $port: see $data/server.log."; }
}

stop() {
    local name=$1 mode=fast
    [ "${2:-}" != --now ] || mode=immediate
    ! runs "$name" || as_postgres pg_ctl stop -s -w -D "/data/$name" -m "$mode"
}

run() {
    trap 'stop "$name" --now; rm -rf "$root/data/$name"' EXIT
    start "$@"
    echo "ready $root/data/$name"
    cat >/dev/null
}

clean() {
    local data
    for data in "$root"/data/*; do
        ! runs "${data##*/}" || fail "The server ${data##*/} still runs: stop it first."
    done
    rm -rf "$root" "$cache/apt" "$cache/template.log" "$cache/lock"
    rmdir "$cache" 2>/dev/null || true
}

usage() { sed -n 's/^#   //p' "$0" >&2; exit 2; }

name=${2:-}
case ${1:-} in
    prepare) prepare ;;
    clean) clean ;;
    start | run)
        [[ $name =~ ^[a-z0-9-]+$ && ${3:-} =~ ^[0-9]+$ ]] || usage
        prepare
        "$@"
        ;;
    stop) [[ $name =~ ^[a-z0-9-]+$ ]] || usage; "$@" ;;
    *) usage ;;
esac
