#!/bin/sh
# Generates what e2fsprogs' own build generates for its library: the types' sizes, the numbers of
# errors, the table of the checksum.
# usage: CC=... ext2fs.sh E2FSPROGS_SOURCE OUT
set -eu
source=$1
out=$2
new=$out.new
rm -rf "$new"
mkdir -p "$new/ext2fs"

sed -e 's/@ASM_TYPES_HEADER@//' -e 's/@SIZEOF_SHORT@/2/g' -e 's/@SIZEOF_INT@/4/g' \
    -e 's/@SIZEOF_LONG@/8/g' -e 's/@SIZEOF_LONG_LONG@/8/g' \
    -e 's/@PUBLIC_CONFIG_HEADER@/#define HAVE_SYS_TYPES_H 1/' \
    "$source/lib/ext2fs/ext2_types.h.in" >"$new/ext2fs/ext2_types.h"

sed -e 's/@E2FSPROGS_VERSION@/1.47.0/' "$source/lib/ext2fs/ext2_err.et.in" >"$new/ext2_err.et"
awk -f "$source/lib/et/et_h.awk" outfile="$new/ext2fs/ext2_err.h" outfn=ext2_err.h "$new/ext2_err.et"

"$CC" -w -I"$new" -I"$source/lib" -o "$new/table" "$source/lib/ext2fs/gen_crc32ctable.c"
"$new/table" >"$new/ext2fs/crc32c_table.h"
rm -f "$new/table" "$new/ext2_err.et"

touch "$new/.complete"
rm -rf "$out"
mv "$new" "$out"
