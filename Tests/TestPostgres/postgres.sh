#!/bin/sh
# A PostgreSQL of the tests' own: postgres.sh FOLDER [--following FOLDER] [SETTING...]
#
# It lies in FOLDER, which must not be there yet, and is reached by the socket in it; it keeps to the disk as in earnest. With
# --following it is a standby of the one that lies there. It says "ready", does what it is told line by line (crash: die as
# in a power cut, and start again; die: the same, without starting), and goes with its folder when its input ends: so also
# when whoever started it is killed.
set -eu
folder=$1
shift
primary=""
if [ "${1:-}" = --following ]; then
    primary=$2
    shift 2
fi

bin=$(pg_config --bindir 2>/dev/null || true)
if [ ! -x "$bin/initdb" ]; then
    echo "PostgreSQL is missing, which these tests need: make setup installs it." >&2
    exit 1
fi

# PostgreSQL refuses to run as root.
as=""
[ "$(id -u)" != 0 ] || as="setpriv --reuid=postgres --regid=postgres --init-groups"
mkdir -m 755 "$folder"
[ -z "$as" ] || chown postgres: "$folder"
cd "$folder"

make() {
    if [ -n "$primary" ]; then
        $as "$bin/pg_basebackup" -d "host=$primary user=postgres application_name=standby" -D "$folder/data" -R \
            -c fast --no-sync
    else
        $as "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    fi
}

start() {
    $as "$bin/postgres" -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" \
        -c max_connections=400 "$@" >>"$folder/log" 2>&1 </dev/null &
    server=$!
    for _ in $(seq 300); do
        if "$bin/pg_isready" -q -h "$folder"; then
            echo ready
            return
        fi
        sleep 0.05
    done
    cat "$folder/log" >&2
    exit 1
}

stop() {
    kill -s "$1" "$server" 2>/dev/null || true
    wait "$server" || true
}

trap 'stop INT; cd /; rm -rf "$folder"' EXIT
trap 'exit 0' INT TERM
server=""
make
start "$@"
[ -n "$primary" ] || "$bin/psql" -q -h "$folder" -U postgres -c "CREATE ROLE fieldnotes LOGIN"
echo made

while read -r word; do
    case $word in
    crash)
        stop QUIT
        start "$@"
        ;;
    die)
        stop QUIT
        echo dead
        ;;
    esac
done
