#!/usr/bin/env bash
# Builds dnsmasq with its own Makefile, as a DNS server: without what serves DHCP and TFTP. The
# headers of the kernel that it includes are Debian's (linux-libc-dev).
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../../Programs/build-common.sh"

copy_source dnsmasq
mkdir -p "$OUT/kernel"
for folder in linux asm-generic x86_64-linux-gnu/asm; do
    ln -sfn "/usr/include/$folder" "$OUT/kernel/${folder##*/}"
done
make -s -j "$JOBS" CC="$CC -idirafter $OUT/kernel" CFLAGS="$LEVEL" \
    COPTS="-DNO_DHCP -DNO_TFTP -DNO_SCRIPT -DNO_INOTIFY -DNO_IPSET -DNO_DUMPFILE" >make.log
deliver src/dnsmasq
