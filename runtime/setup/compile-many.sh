#!/bin/sh
# Compiles many C files with few starts of the compiler, which take longer than most of musl's files.
# usage: CC=... compile-many.sh FLAGS <LIST    (LIST: a source a line; objects get -o's usual names)
#
# Only the compiler proper (-cc1) takes several inputs in one process; the driver says how to call it
# (-###). Given no output name, it writes each result beside its source, so sources are copies.
set -eu
flags=$1
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT

# The driver's call of the compiler proper, without what belongs to one input file only.
# shellcheck disable=SC2086
call=$("$CC" '-###' $flags -c -x c /dev/null -o null.o 2>&1 | tail -n 1 |
    sed -e 's/ "-disable-free"//' -e 's/ "-main-file-name" "[^"]*"//' -e 's/ "-o" ".*$//')
printf 'exec %s "$@"\n' "$call" >"$scratch"

# In rounds of 40 files, so that the cores finish at about the same time.
xargs -P "${JOBS:-$(nproc)}" -n 40 sh "$scratch"
