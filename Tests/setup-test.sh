#!/usr/bin/env bash
# Tests runtime/setup.sh where it is to fail, and that it is quick when there is nothing to do.
#
# Every case works in a scratch folder beside .specialise; nothing is installed or built there.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

# Says how one check went.
check() {
    local title=$1
    shift
    if "$@"; then
        printf 'ok    %s\n' "$title"
    else
        printf 'FAIL  %s\n' "$title"
        sed 's/^/      /' "$scratch/out" "$scratch/err"
        failures=$((failures + 1))
    fi
}

# Runs set-up in a fresh scratch folder, with these settings in its environment; keeps what it says.
set_up() {
    env SPECIALISE_HOME="$scratch/home" "$@" runtime/setup.sh --fetch-only \
        >"$scratch/out" 2>"$scratch/err"
    status=$?
}

# Whether the last run failed with one line on standard error that has this text.
failed_saying() {
    [ "$status" -eq 1 ] && [ "$(wc -l <"$scratch/err")" -eq 1 ] && grep -q -- "$1" "$scratch/err"
}

# Whether the last run left no source, no archive and no scratch folder behind.
left_nothing() {
    ! find "$scratch/home" -mindepth 1 ! -name setup.log ! -name .lock ! -empty -print | grep -q .
}

test_unknown_distribution() {
    printf 'ID=plan9\nPRETTY_NAME="Plan 9"\n' >"$scratch/os-release"
    set_up SPECIALISE_OS_RELEASE="$scratch/os-release"
    check 'unknown distribution: one line' failed_saying 'this system is Plan 9'
    check 'unknown distribution: nothing left' left_nothing
    set_up SPECIALISE_OS_RELEASE="$scratch/no-such-file"
    check 'no os-release: one line' failed_saying 'this system is unknown'
}

test_no_network() {
    set_up SPECIALISE_MIRROR=http://mirror.invalid/debian
    check 'no network: one line' failed_saying 'cannot reach http://mirror.invalid/debian'
    check 'no network: nothing left' left_nothing
}

# An archive that was cut short, without a network to fetch it again.
test_broken_archive() {
    local archive=musl_1.2.3.orig.tar.gz
    mkdir -p "$scratch/home/downloads"
    head -c 1000 ".specialise/downloads/$archive" >"$scratch/home/downloads/$archive"
    set_up SPECIALISE_MIRROR=http://mirror.invalid/debian
    check 'broken archive: noticed' grep -q "$archive is broken" "$scratch/out"
    check 'broken archive: one line' failed_saying 'cannot reach'
    check 'broken archive: nothing left' left_nothing
}

# A download whose bytes are not the pinned ones; needs a network.
test_broken_download() {
    sed -n 's/ 7d5b0b60/ 00000000/p' runtime/setup/sources.txt >"$scratch/table"
    set_up SPECIALISE_SOURCES="$scratch/table"
    if grep -q 'cannot reach' "$scratch/err"; then
        printf 'skip  broken download (no network)\n'
        return
    fi
    check 'broken download: one line' failed_saying 'is broken: its SHA-256'
    check 'broken download: nothing left' left_nothing
}

# A version that Debian has not; needs a network.
test_version_gone() {
    sed -n '/^musl/s/1\.2\.3/1.2.2/gp' runtime/setup/sources.txt >"$scratch/table"
    set_up SPECIALISE_SOURCES="$scratch/table"
    ! grep -q 'cannot reach' "$scratch/err" || return
    check 'version gone: one line' failed_saying 'no longer offers musl 1.2.2'
    check 'version gone: nothing left' left_nothing
}

# Everything was fetched before: no network is needed, and the sources are unpacked as they were.
test_offline() {
    mkdir -p "$scratch/home"
    cp -R .specialise/downloads "$scratch/home/downloads"
    set_up SPECIALISE_MIRROR=http://mirror.invalid/debian
    check 'offline: works' [ "$status" -eq 0 ]
    check 'offline: same musl' diff -r .specialise/sources/musl "$scratch/home/sources/musl"
    check 'offline: no scratch folder' [ -z "$(ls -d "$scratch"/home/work.* 2>/dev/null)" ]
}

# A signal in the middle of unpacking: nothing half-done, and the next run completes.
test_interrupted() {
    mkdir -p "$scratch/home"
    cp -R .specialise/downloads "$scratch/home/downloads"
    SPECIALISE_HOME="$scratch/home" runtime/setup.sh --fetch-only \
        >"$scratch/out" 2>"$scratch/err" &
    local process=$!
    while ! grep -q qemu "$scratch/out" 2>/dev/null; do sleep 0.05; done
    kill -TERM "$process"
    wait "$process"
    status=$?
    check 'interrupted: status' [ "$status" -eq 143 ]
    check 'interrupted: one line' [ "$(wc -l <"$scratch/err")" -eq 1 ]
    check 'interrupted: nothing half-done' [ ! -e "$scratch/home/sources/qemu" ]
    check 'interrupted: no scratch folder' [ -z "$(ls -d "$scratch"/home/work.* 2>/dev/null)" ]
    set_up SPECIALISE_MIRROR=http://mirror.invalid/debian
    check 'interrupted: the next run completes' [ "$status" -eq 0 ]
}

test_nothing_to_do() {
    local before after
    before=$(date +%s%N)
    runtime/setup.sh >"$scratch/out" 2>"$scratch/err"
    after=$(date +%s%N)
    check 'nothing to do: says so' grep -q 'nothing to do' "$scratch/out"
    check 'nothing to do: in under 2 s' [ $(((after - before) / 1000000)) -lt 2000 ]
}

test_bad_option() {
    runtime/setup.sh --nonsense >"$scratch/out" 2>"$scratch/err"
    check 'unknown option: status 2' [ $? -eq 2 ]
}

runtime/setup.sh || exit 1
for test in unknown_distribution no_network broken_archive broken_download version_gone offline \
    interrupted nothing_to_do bad_option; do
    rm -rf "${scratch:?}/home"
    "test_$test"
done
[ "$failures" -eq 0 ] || exit 1
