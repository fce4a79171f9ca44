#!/bin/sh
# Tests the file components as a part of an ordinary Linux program, with the sanitizers of clang on.
# usage: runtime/files/tests/run.sh [OPERATIONS [SEED...]]
#
# `differential` does the same random operations on Linux (in a scratch folder on /dev/shm, which needs the
# superuser) and on the in-memory file system and compares every result.
set -eu
cd "$(dirname "$0")/../../.."
include=${MUSL_INCLUDE:-.specialise/include}
out=$(mktemp -d)
trap 'rm -rf "$out" /dev/shm/specialise-*' EXIT
operations=${1:-20000}
[ $# -gt 0 ] && shift
seeds=${*:-1 2 3 4}

checks="-fsanitize=address,undefined -fno-sanitize=function -fno-sanitize-recover=all"
flags="-std=gnu17 -g -O1 -Wall -Wextra -Wno-unused-parameter -Iruntime ${EXTRA_FLAGS:-} $checks"
for source in $(find runtime/files runtime/memory/blocks.c -name '*.c' -not -path '*/tests/*' \
    -not -path 'runtime/files/ext4/*' -not -path 'runtime/files/9p/*' \
    -not -path runtime/files/deployment.c -not -path runtime/files/tree/registry.c); do
    echo "clang-22 $flags -ffreestanding -nostdinc -isystem $include -c $source" \
        "-o $out/$(echo "$source" | tr / _).o"
done | xargs -P 2 -I{} sh -c '{}'
for handlers in "$out"/*system-calls*.o; do
    nm "$handlers" | sed -n 's/.* T system_call_\([0-9]*\)_\(.*\)/HANDLER(\1, \2)/p'
done >"$out/handlers.h"

# usage: link OUT SOURCE... : links a test; without REAL_BLOCKS the sanitizer watches small blocks.
link() {
    name=$1
    shift
    clang-22 $flags -Wno-deprecated-non-prototype -I"$out" runtime/files/tests/host.c "$@" \
        -o "$out/$name"
}
watched=$(ls "$out"/*.o | grep -v memory_blocks)
link unit runtime/files/tests/unit.c $watched
link unit-blocks -DREAL_BLOCKS runtime/files/tests/unit.c "$out"/*.o
link terminal -DTERMINAL=1 runtime/files/tests/terminal.c $watched
link differential runtime/files/tests/differential*.c $watched

"$out/unit"
"$out/unit-blocks"
"$out/terminal"
for seed in $seeds; do
    "$out/differential" "$operations" "$seed"
done
