#!/usr/bin/env bash
# Our own appliances as images, with others' programs as their peers: the DNS server (dig, dnsperf), the
# web server, the OpenFlow switch and the OpenFlow controller (Open vSwitch and its tools); and programs
# that talk to themselves and over both internets.
#
# usage: Tests/Appliances/run.sh [APPLIANCE...]
#
# Each takes one to three minutes. SPECIALISE names the compiler (by default .build/release/specialise).
# Installs the Debian packages with the peers when they are missing, as root or through sudo.
set -euo pipefail
cd "$(dirname "$0")"
appliances=("$@")
[ "${#appliances[@]}" -gt 0 ] || appliances=(dns web own-address both-internets openflow-switch openflow-controller)

../install-packages.sh iproute2 bind9-dnsutils dnsperf openvswitch-switch openvswitch-common \
    openvswitch-testcontroller
failed=()
for appliance in "${appliances[@]}"; do
    printf '== %s\n' "$appliance"
    for test in "$appliance"/test*.py; do
        "$test" || failed+=("$test")
    done
done
[ "${#failed[@]}" -eq 0 ] || {
    printf 'failed: %s\n' "${failed[*]}"
    exit 1
}
