#!/usr/bin/env bash
# Makes what a machine needs to run a server under Debian's cloud kernel: KERNEL and an initramfs with
# the server, the modules of the network card, and an init that starts just this.
#
# usage: linux.sh FOLDER PROGRAM ARGUMENTS [PATH=FILE ...]
#
# FOLDER gets `kernel` and PROGRAM's name with `.cpio`. ARGUMENTS is one word with the arguments; each
# FILE of the host becomes PATH in the machine. The kernel's package comes from Debian once. The
# kernel's command line says `address=A.B.C.D`.
set -euo pipefail
folder=$1 program=$2 arguments=$3
shift 3
name=$(basename "$program")
mkdir -p "$folder"
cd "$folder"

# Fetches the kernel's package and unpacks it.
fetch_kernel() {
    local package
    package=$(apt-cache depends linux-image-cloud-amd64 |
        sed -n 's/.*Depends: \(linux-image-.*-cloud-amd64\)$/\1/p' | head -n 1)
    rm -rf package fetched
    mkdir fetched
    (cd fetched && apt-get download -q "$package" >&2)
    dpkg-deb -x fetched/*.deb package
    cp package/boot/vmlinuz-* kernel.new
    mv kernel.new kernel
}

[ -f kernel ] || fetch_kernel
modules=$(echo package/lib/modules/*/kernel)
rm -rf root
mkdir -p root/bin root/modules root/proc root/dev root/tmp root/data root/nginx/logs
cp /bin/busybox root/bin/
cp "$program" "root/bin/$name"
order=(drivers/virtio/virtio drivers/virtio/virtio_ring drivers/virtio/virtio_pci_modern_dev
    drivers/virtio/virtio_pci_legacy_dev drivers/virtio/virtio_pci net/core/failover
    drivers/net/net_failover drivers/net/virtio_net)
for module in "${order[@]}"; do
    cp "$modules/$module.ko" root/modules/
done
for file in "$@"; do
    install -D -m 644 "${file#*=}" "root/${file%%=*}"
done
cat >root/init <<END
#!/bin/busybox sh
b=/bin/busybox
\$b mount -t devtmpfs dev /dev
\$b mount -t proc proc /proc
# Twice: which of virtio and virtio_ring needs the other differs between kernels.
for module in ${order[*]##*/} ${order[*]##*/}; do
    \$b insmod /modules/\$module.ko 2>/dev/null
done
for word in \$(\$b cat /proc/cmdline); do
    case \$word in address=*) address=\${word#address=} ;; esac
done
\$b ip link set lo up
\$b ip address add \$address/24 dev eth0
\$b ip link set eth0 up
ulimit -n 4096
# What the server prints costs nothing here.
exec /bin/$name $arguments >/dev/null
END
chmod +x root/init
(cd root && find . | cpio -o -H newc --quiet) >"$name.cpio"
rm -rf root
