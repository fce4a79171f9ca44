#!/usr/bin/env bash
# The ports: servers and programs of others, built unchanged from Debian's sources, as images, each with
# its own tests or with clients of others: redis (its Tcl suite, redis-benchmark), nginx (ab, wrk),
# memcached (its Perl tests), dnsmasq (dig, dnsperf), lua with LuaSocket (ab), sqlite (against the same
# program as a Linux process).
#
# usage: Tests/Ports/run.sh [--short] [PORT...]
#
#   --short   only those that take a minute or two: dnsmasq, lua and sqlite
#
# All of them take most of an hour on two cores, Redis's suite half of it. SPECIALISE names the compiler
# (by default .build/release/specialise), PORTS a folder in which built programs stay, PROFILE a profile to
# make the images with. Installs the Debian packages with the clients when they are missing, as root or
# through sudo.
set -euo pipefail
cd "$(dirname "$0")"
ports=()
for word in "$@"; do
    case $word in
    --short) ports+=(dnsmasq lua sqlite) ;;
    -*)
        printf 'usage: %s [--short] [PORT...]\n' "$0" >&2
        exit 2
        ;;
    *) ports+=("$word") ;;
    esac
done
[ "${#ports[@]}" -gt 0 ] || ports=(dnsmasq lua sqlite nginx memcached redis)

../install-packages.sh iproute2 bind9-dnsutils dnsperf apache2-utils wrk redis-tools tcl perl e2fsprogs
failed=()
for port in "${ports[@]}"; do
    printf '== %s\n' "$port"
    "$port/test.py" || failed+=("$port")
done
[ "${#failed[@]}" -eq 0 ] || {
    printf 'failed: %s\n' "${failed[*]}"
    exit 1
}
