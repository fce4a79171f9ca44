#!/bin/sh
# Installs musl's public headers, and generates the two that its own build generates.
# usage: headers.sh MUSL_SOURCE INCLUDE_FOLDER INTERNAL_FOLDER
set -eu
musl=$1
include=$2
internal=$3

new=$include.new
rm -rf "$new"
mkdir -p "$new" "$internal"
cp -R "$musl"/include/. "$new"
rm -f "$new"/*.in "$new"/bits/*.in
mkdir -p "$new/bits"
cp "$musl"/arch/generic/bits/*.h "$new/bits"
cp "$musl"/arch/x86_64/bits/*.h "$new/bits"
sed -f "$musl/tools/mkalltypes.sed" "$musl/arch/x86_64/bits/alltypes.h.in" \
    "$musl/include/alltypes.h.in" >"$new/bits/alltypes.h"
{
    cat "$musl/arch/x86_64/bits/syscall.h.in"
    sed -n -e 's/__NR_/SYS_/p' "$musl/arch/x86_64/bits/syscall.h.in"
} >"$new/bits/syscall.h"
printf '#define VERSION "%s"\n' "$(cat "$musl/VERSION")" >"$internal/version.h"

touch "$new/.complete"
rm -rf "$include"
mv "$new" "$include"
