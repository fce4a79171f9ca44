#!/usr/bin/env bash
# Measures what the project promises of servers, and prints a table of what was measured against what
# is promised.
#
# usage: benchmarks/servers/run.sh [images|calls|start|requests|segments|profile|memory|load|faults|throughput ...]
#        (default: images start requests memory)
#
#   images      sizes of the images of our DNS and web server (Tests/Appliances) and of nginx, Redis and
#               memcached (Tests/Ports, built unchanged from Debian's sources), beside the same program
#               as a static Linux executable by clang -Oz -flto and lld (benchmarks/baseline-cc)
#   calls       indirect calls of each server: how many, how many targets of each, how many of them
#               became direct
#   start       instructions from the entry point until the server waits for its first connection
#   requests    instructions per request in the machine, from the 100th to the 600th, one at a time; the
#               goals are measured on images that were made with a profile of these requests, and
#               Redis' goal without its append-only file, as Redis is by default
#   segments    instructions of the web server for a MiB of a file, where the host cuts segments of TCP
#               and where it does not offer to
#   profile     where the instructions of a request are executed, by component and by function
#   memory      the least memory in which the server answers, found by bisection
#   load        10,000 connections of the web server one after another, 1,000 at once, 1,000,000
#               commands of Redis: nothing is lost, no memory either; ten minutes (load.py)
#   faults      lost, reordered, cut and random frames, a pulled cable, a removed card; ten minutes
#               (faults.py)
#   throughput  requests a second of nginx and Redis against the same program, as the Linux
#               executable of `images`, under Debian's cloud kernel in a machine beside it
#               (throughput.py, linux.sh)
#
# Programs and images are kept in .specialise/benchmarks/servers from one run to the next; an image
# is made anew when its program, the library OS or the compiler is newer. The first run takes half
# an hour of one processor. Ends with status 1 if a target is missed. SERVERS names the servers to measure
# (default: "dns web nginx redis memcached"), SPECIALISE another executable than the release build.
set -euo pipefail
# shellcheck source=benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
WORK=$WORK/servers
HERE=$ROOT/benchmarks/servers
SERVERS=${SERVERS:-dns web nginx redis memcached}

# The name of a server's program.
program() {
    case $1 in
    redis) echo redis-server ;;
    *) echo "$1" ;;
    esac
}

# Whether a server is one of those to measure.
chosen() {
    [[ " $SERVERS " = *" $1 "* ]]
}

# Builds a server's program with a compiler unless that was done: build_with KIND SERVER, with KIND
# `ours` or `theirs`. Leaves it in $WORK/SERVER/KIND.
build_with() {
    local kind=$1 server=$2 compiler="$SPECIALISE cc" folder=$WORK/$2/$1
    ! [ -f "$folder/.complete" ] || return 0
    [ "$kind" = ours ] || compiler=$ROOT/benchmarks/baseline-cc
    rm -rf "$folder"
    mkdir -p "$folder"
    printf 'building %s with %s ...\n' "$server" "${compiler##*/}" >&2
    if [ -d "$ROOT/Tests/Ports/$server" ]; then
        CC=$compiler bash "$ROOT/Tests/Ports/$server/build.sh" "$folder" >"$folder.log" 2>&1 || {
            tail -n 20 "$folder.log" >&2
            exit 1
        }
        rm -rf "$folder/build"
    else
        $compiler "$ROOT/Tests/Appliances/$server"/*.c -o "$folder/$server"
    fi
    touch "$folder/.complete"
}

# Prints the deployment of a variant of a server, with the paths of the host absolute:
# deployment SERVER [VARIANT]. Redis keeps everything in memory alone if the variant says `-memory`.
deployment() {
    local file=$ROOT/Tests/Ports/$1/deployment.yaml tests=$ROOT/Tests/Appliances
    case $1${2:-} in
    redis-memory*)
        sed 's/^appendonly yes/appendonly no/' "${file%/*}/redis.conf" >"$WORK/redis/redis.conf"
        deployment redis '' | sed "s#: .*/redis.conf\$#: $WORK/redis/redis.conf#"
        return
        ;;
    esac
    case $1 in
    dns) echo "files: {/zone: $tests/dns/example.zone}" ;;
    web) echo "files: {/www/index.html: $tests/web/www/index.html}" ;;
    *)
        sed -E "s#^(  /[^ ]+: )([^/])#\\1$(dirname "$file")/\\2#" "$file"
        return
        ;;
    esac
    echo 'network: {address: 10.0.2.15/24, gateway: 10.0.2.2}'
    echo 'devices: [mmio, network]'
}

# Makes the image of a variant of a server unless it is newer than all that it is made of, and prints
# its path: image_of SERVER [VARIANT [PROFILE...]]
image_of() {
    local server=$1 variant=${2:-} folder=$WORK/$1 image=$WORK/$1/$1${2:-}.elf input part words=()
    build_with ours "$server" || exit 1
    input=$folder/ours/$(program "$server").bc
    part=$folder/deployment$variant
    deployment "$server" "$variant" >"$part.new"
    cmp -s "$part.new" "$part.yaml" || mv "$part.new" "$part.yaml"
    for part in "${@:3}"; do words+=(--profile "$part"); done
    for part in "$input" "$SPECIALISE" "$folder/deployment$variant.yaml" "$HOME_FOLDER"/lib/*.a "${@:3}"; do
        ! [ "$part" -nt "$image" ] || {
            printf 'making the image of %s%s ...\n' "$server" "$variant" >&2
            "$SPECIALISE" "$input" -o "$image" --deployment "$folder/deployment$variant.yaml" \
                --report-json "$folder/report$variant.json" "${words[@]}" >"$folder/report$variant"
            break
        }
    done
    echo "$image"
}

# Makes the image of a variant of a server with a profile of requests, and prints its path:
# fast_image_of SERVER VARIANT KIND...
fast_image_of() {
    local server=$1 variant=$2 image kind profile profiles=()
    image=$(image_of "$server" "$variant") || exit 1
    for kind in "${@:3}"; do
        profile=$WORK/$server/$kind.profile
        [ "$profile" -nt "$image" ] || figure profile "$kind" "$image" "$profile" >/dev/null
        profiles+=("$profile")
    done
    image_of "$server" "$variant-fast" "${profiles[@]}"
}

# Measures one figure of a server's image: figure WHAT ARG...
figure() {
    python3 "$HERE/measure.py" "$@"
}

# Sizes of images.
measure_images() {
    local server target image theirs
    for server in $SERVERS; do
        case $server in
        dns) target=65536 ;;
        web) target=98304 ;;
        nginx) target=660000 ;;
        redis) target=1620000 ;;
        *) target= ;;
        esac
        image=$(image_of "$server")
        build_with theirs "$server"
        theirs=$(bytes "$WORK/$server/theirs/$(program "$server")")
        if [ -n "$target" ]; then
            row "$server, image (Linux LTO: $theirs)" "$(bytes "$image")" "$target" bytes
        else
            plain_row "$server, image (Linux LTO: $theirs)" "$(bytes "$image")" bytes
        fi
    done
}

# How far indirect calls are narrowed.
measure_calls() {
    local server
    calls_head
    for server in $SERVERS; do
        image_of "$server" >/dev/null
        calls_row "$server" "$WORK/$server/report"
    done
}

# Instructions from the entry point until the server waits.
measure_start() {
    local image
    if chosen web; then
        image=$(image_of web)
        row "web, from entry until it waits" "$(figure start "$image")" 190000 instructions
    fi
    if chosen nginx; then
        image=$(image_of nginx)
        row "nginx, from entry until it waits" "$(figure start "$image")" 1300000 instructions
    fi
}

# Instructions per request.
measure_requests() {
    local image
    if chosen web; then
        image=$(image_of web)
        row "web, a request and a connection" "$(figure requests close "$image")" 33000 instructions
        image=$(fast_image_of web '' close)
        row "the same by profile, goal" "$(figure requests close "$image")" 16500 instructions
        row "web, image by profile" "$(bytes "$image")" 98304 bytes
    fi
    if chosen nginx; then
        image=$(image_of nginx)
        row "nginx, a request and a connection" "$(figure requests close "$image")" 85000 instructions
        row "nginx, a request" "$(figure requests keep "$image")" 51000 instructions
        image=$(fast_image_of nginx '' close keep)
        row "a request and a connection by profile, goal" "$(figure requests close "$image")" 42500 instructions
        row "a request by profile, goal" "$(figure requests keep "$image")" 25500 instructions
        row "nginx, image by profile" "$(bytes "$image")" 660000 bytes
    fi
    if chosen redis; then
        image=$(image_of redis)
        row "redis, SET, to the append-only file too" "$(figure requests set "$image")" 22000 instructions
        image=$(image_of redis -memory)
        row "redis, SET" "$(figure requests set "$image")" 22000 instructions
        image=$(fast_image_of redis -memory set)
        row "the same by profile, goal" "$(figure requests set "$image")" 11000 instructions
        row "redis, image by profile" "$(bytes "$image")" 1620000 bytes
    fi
}

# What a large file costs.
measure_segments() {
    local image folder=$WORK/segments said
    chosen web || return 0
    image_of web >/dev/null
    mkdir -p "$folder"
    head -c $((1 << 20)) /dev/zero >"$folder/large"
    deployment web | sed "s#^files: {#&/www/large: $folder/large, #" >"$folder/deployment.yaml"
    image=$folder/web.elf
    "$SPECIALISE" "$WORK/web/ours/web.bc" -o "$image" --deployment "$folder/deployment.yaml" \
        >"$folder/report"
    said=$(figure segments "$image")
    plain_row "web, a MiB of a file, cut by the host" "${said% *}" instructions
    plain_row "web, a MiB of a file, cut by the image" "${said#* }" instructions
}

# Where the instructions of a request are executed.
measure_profile() {
    local server kind image
    for server in $SERVERS; do
        case $server in
        web) kind=close ;;
        nginx) kind=keep ;;
        redis) kind='set' ;;
        *) continue ;;
        esac
        image=$(image_of "$server")
        echo "$server, instructions per request ($kind):"
        figure requests "$kind" "$image" 60 2>&1
    done
}

# The least memory in which a server answers.
measure_memory() {
    local server target image
    for server in $SERVERS; do
        case $server in
        web) target=4096 ;;
        nginx) target=6144 ;;
        redis) target=8192 ;;
        *) continue ;;
        esac
        image=$(image_of "$server")
        row "$server, least memory in which it answers" "$(figure memory "$server" "$image")" \
            "$target" KiB
    done
}

# Loads servers.
measure_load() {
    local server image
    for server in web redis; do
        chosen $server || continue
        image=$(image_of $server)
        echo "$server, load:"
        python3 "$HERE/load.py" $server "$image" || missed=$((missed + 1))
    done
}

# Disturbs the network.
measure_faults() {
    local image folder=$WORK/removal
    if chosen web; then
        image=$(image_of web)
        echo "web, faults:"
        python3 "$HERE/faults.py" web "$image" || missed=$((missed + 1))
    fi
    mkdir -p "$folder"
    printf 'network: {address: 10.0.2.15/24, gateway: 10.0.2.2}\ndevices: [pci, network]\n' \
        >"$folder/deployment.yaml"
    "$SPECIALISE" cc "$HERE/removal/main.c" -o "$folder/removal"
    "$SPECIALISE" "$folder/removal.bc" -o "$folder/removal.elf" \
        --deployment "$folder/deployment.yaml" >"$folder/report"
    echo "a card that is removed:"
    python3 "$HERE/faults.py" removal "$folder/removal.elf" || missed=$((missed + 1))
}

# Installs the clients of others that are missing.
install_clients() {
    local package missing=()
    for package in wrk redis-tools busybox-static cpio iproute2; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] ||
        $([ "$(id -u)" -eq 0 ] || echo sudo) apt-get -q -y install "${missing[@]}" >&2
}

# Prints the files of a server's deployment, as PATH=FILE each.
files_of() {
    deployment "$1" | sed -n -E 's#^  (/[^ ]+): (.*)#\1=\2#p'
}

# Requests a second against Linux.
measure_throughput() {
    local server image arguments said files
    for server in nginx redis; do
        chosen $server || continue
        image=$(image_of $server)
        build_with theirs $server
        arguments='-c /nginx/nginx.conf'
        [ $server = nginx ] || arguments=/etc/redis.conf
        mapfile -t files < <(files_of $server)
        "$HERE/linux.sh" "$WORK/linux" "$WORK/$server/theirs/$(program $server)" "$arguments" \
            "${files[@]}"
        said=$(python3 "$HERE/throughput.py" $server "$image" "$WORK/linux/kernel" \
            "$WORK/linux/$(program $server).cpio")
        at_least_row "$server, requests a second by Linux's (${said% *})" "${said##* }" 1.5 ratio
    done
}

sections=("$@")
[ $# -gt 0 ] || sections=(images start requests memory)
for section in "${sections[@]}"; do
    case $section in
    images | calls | start | requests | segments | profile | memory | load | faults | throughput) ;;
    *)
        sed -n -e '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
        exit 2
        ;;
    esac
done
prepare
install_clients
head_row
for section in "${sections[@]}"; do
    "measure_$section"
done
[ "$missed" -eq 0 ]
