#!/usr/bin/env bash
# Specialises real programs from Debian's unmodified sources, shows their reports and boots them.
#
# usage: benchmarks/demo.sh [hello|lua|sqlite|jq ...]      (default: hello lua)
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- hello lua
runtime/setup.sh
swift build -c release --product specialise
tool=$PWD/.build/release/specialise
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for program in "$@"; do
    echo "== $program"
    out=$work/$program
    mkdir -p "$out"
    if [ -f "Tests/Programs/$program/build.sh" ]; then
        CC="$tool cc" bash "Tests/Programs/$program/build.sh" "$out" >"$out/log" 2>&1 || {
            tail -n 20 "$out/log" >&2
            exit 1
        }
    else
        "$tool" cc -o "$out/$program" "Tests/Programs/$program/main.c"
    fi
    name=$program
    [ "$program" != sqlite ] || name=sqlite3
    "$tool" "$out/$name.bc" -o "$out/$name.elf"
    echo "-- booting $name"
    case $program in
    lua) "$tool" run "$out/$name.elf" -- -e 'print(_VERSION, 2^10, ("unikernel"):rep(2, " "))' ;;
    sqlite) "$tool" run "$out/$name.elf" -- :memory: 'SELECT sqlite_version(), 6 * 7;' ;;
    jq) printf '{"a": [1, 2, 3]}' | "$tool" run "$out/$name.elf" -- '.a | add' ;;
    *) "$tool" run "$out/$name.elf" ;;
    esac
done
