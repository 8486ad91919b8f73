#!/bin/sh
# Installs what building and testing need, where it is missing: C libraries as Debian's packages.
set -eu

packages="libcurl4-openssl-dev libpq-dev libsqlite3-dev libzstd-dev zlib1g-dev pkg-config python3 python3-venv
    postgresql pgbouncer haproxy nginx-light faketime strace openssl curl"
missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

root=""
[ "$(id -u)" = 0 ] || root="sudo"
echo "installing:$missing"
$root apt-get update -qq
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null

# The tests start these themselves; the machine need not.
for service in haproxy nginx pgbouncer; do
    case $missing in
    *"$service"*) [ ! -d /run/systemd/system ] || $root systemctl disable --quiet --now "$service" || true ;;
    esac
done
