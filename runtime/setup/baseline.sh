#!/bin/sh
# Builds musl and lwIP as a good engineer does for link-time optimisation: optimised bitcode, without
# prototype hashes and debug information. Comparisons only use it, no image ever does.
# usage: CC=... AR=... baseline.sh OUT MUSL_SOURCE... -- LWIP_SOURCE...   (musl/src/... and lwip/src/...)
set -eu
out=$1
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/runtime/setup

flags="--target=x86_64-linux-musl -flto=full -Oz -fno-pic -fno-stack-protector -fno-ident
    -fno-unwind-tables -fno-asynchronous-unwind-tables -w -nostdinc"
musl_flags="$flags -std=c99 -ffreestanding -frounding-math -D_XOPEN_SOURCE=700 -Wa,--noexecstack
    -Imusl/arch/x86_64 -Imusl/arch/generic -Igenerated -Imusl/src/include -Imusl/src/internal
    -I../../include"
lwip_flags="$flags -std=gnu17 -I$root/runtime/network/lwip -Ilwip/src/include -I../../include"

rm -rf "$out/baseline.new"
work=$out/baseline.new/work
mkdir -p "$work" "$out/baseline.new/lib"
musl=$(printf '%s\n' "$@" | sed '/^--$/,$d')
lwip=$(printf '%s\n' "$@" | sed '1,/^--$/d')
cp -R "$out/sources/musl" "$out/sources/lwip" "$work"
cp -R "$out/objects/musl/generated" "$work/generated"
cd "$work"

printf '%s\n' "$musl" | grep '\.c$' | CC=$CC sh "$here/compile-many.sh" "$musl_flags"
printf '%s\n' "$lwip" | CC=$CC sh "$here/compile-many.sh" "$lwip_flags"
printf '%s\n' "$musl" | grep '\.[sS]$' | while read -r source; do
    # shellcheck disable=SC2086
    "$CC" $musl_flags -c "$source" -o "${source%.*}.bc"
done

# shellcheck disable=SC2046
"$AR" rc ../lib/libc.a $(printf '%s\n' "$musl" | sed 's/\.[csS]$/.bc/')
# shellcheck disable=SC2046
"$AR" rc ../lib/liblwip.a $(printf '%s\n' "$lwip" | sed 's/\.c$/.bc/')
for start in crt1.c x86_64/crti.s x86_64/crtn.s; do
    # shellcheck disable=SC2086
    "$CC" $musl_flags -fno-lto -DCRT -c "musl/crt/$start" -o "../lib/$(basename "${start%.*}").o"
done
# Programs name these libraries on the command line; in musl all of them are in libc.
for empty in m rt pthread crypt util xnet resolv dl; do
    "$AR" rc "../lib/lib$empty.a"
done
cp "$out/native/lib/libbuiltins.a" ../lib/libbuiltins.a

cd "$out"
rm -rf baseline.new/work baseline
touch baseline.new/.complete
mv baseline.new baseline
