#!/bin/sh
# Builds musl as ordinary machine code, for the Linux executables that `specialise cc` links.
# usage: CC=... AR=... native.sh MUSL_SOURCE OUT SOURCE...   (SOURCE: musl/src/...)
#
# Many files go through each compiler process (compile-many.sh), in a copy of the sources. The bitcode
# of libc.a is not made so: there each module shall be what the driver makes of one file.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
musl=$1
out=$2
shift 2

# The language flags that musl's configure settles on with clang, its -Os, and sections for the linker.
flags="--target=x86_64-linux-musl -Os -fno-pic -std=c99 -ffreestanding -nostdinc -frounding-math
    -fno-stack-protector -fno-ident -fno-unwind-tables -fno-asynchronous-unwind-tables
    -ffunction-sections -fdata-sections -fomit-frame-pointer -w -Wa,--noexecstack
    -D_XOPEN_SOURCE=700 -Imusl/arch/x86_64 -Imusl/arch/generic -Igenerated -Imusl/src/include
    -Imusl/src/internal -I../../include"

new=$out/native.new/work
rm -rf "$out/native.new"
mkdir -p "$new" "$out/native.new/lib"
cp -R "$musl" "$new/musl"
cp -R "$out/objects/musl/generated" "$new/generated"
cd "$new"

printf '%s\n' "$@" | grep '\.c$' | CC=$CC sh "$here/compile-many.sh" "$flags"
printf '%s\n' "$@" | grep '\.[sS]$' | while read -r source; do
    # shellcheck disable=SC2086
    "$CC" $flags -c "$source" -o "${source%.*}.o"
done

# shellcheck disable=SC2046
"$AR" rc ../lib/libc.a $(printf '%s\n' "$@" | sed 's/\.[csS]$/.o/')
# shellcheck disable=SC2086
for start in crt1.c Scrt1.c rcrt1.c x86_64/crti.s x86_64/crtn.s; do
    name=$(basename "${start%.*}")
    case $name in Scrt1 | rcrt1) pic=-fPIC ;; *) pic= ;; esac
    "$CC" $flags $pic -DCRT -c "musl/crt/$start" -o "../lib/$name.o"
done
# Programs name these libraries on the command line; in musl all of them are in libc.
for empty in m rt pthread crypt util xnet resolv dl; do
    "$AR" rc "../lib/lib$empty.a"
done
cp "$("$CC" --print-resource-dir)/lib/linux/libclang_rt.builtins-x86_64.a" ../lib/libbuiltins.a

cd "$out"
rm -rf native.new/work native
touch native.new/.complete
mv native.new native
