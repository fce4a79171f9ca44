# Fetching and unpacking the upstream sources, from Debian's source packages.
# shellcheck shell=bash

TABLE=${SPECIALISE_SOURCES:-$ROOT/runtime/setup/sources.txt}
MIRROR=${SPECIALISE_MIRROR:-http://deb.debian.org/debian}
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
LISTS_FRESH=false

# Runs an apt program with a source list and a state of our own: the system's are not touched.
own_apt() {
    local apt=$WORK/apt
    logged "$@" -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- \
        -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache" -o Dir::Log="$apt" \
        -o APT::Sandbox::User= -o Acquire::Retries=2 -o Acquire::Languages=none \
        -o Acquire::http::Timeout=20
}

# Reads Debian's list of source packages, once in a run.
update_lists() {
    ! $LISTS_FRESH || return 0
    local apt=$WORK/apt
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    printf 'deb-src [signed-by=%s] %s bookworm main\n' "$KEYRING" "$MIRROR" >"$apt/sources.list"
    step "reading Debian's list of source packages"
    if ! own_apt apt-get -q update -o APT::Update::Error-Mode=any; then
        fail "cannot reach $MIRROR: $(reason)"
    fi
    step_done
    LISTS_FRESH=true
}

# Whether a file has this SHA-256.
has_checksum() {
    [ "$(sha256sum <"$1" | cut -d ' ' -f 1)" = "$2" ]
}

# Downloads one original archive of a source package, checks it, and then puts it in its place.
fetch() {
    local package=$1 version=$2 file=$3 checksum=$4 address=
    update_lists
    : >"$LOG"
    step "fetching $file"
    own_apt apt-get -q source --print-uris --tar-only --only-source "$package" ||
        fail "Debian offers no source of $package: $(reason)"
    address=$(awk -v file="$file" '$2 == file { gsub("\047", "", $1); print $1 }' "$LOG")
    [ -n "$address" ] || fail "Debian no longer offers $package $version ($file)"
    own_apt /usr/lib/apt/apt-helper download-file "$address" "$WORK/$file" ||
        fail "cannot fetch $file: $(reason)"
    has_checksum "$WORK/$file" "$checksum" ||
        fail "$file is broken: its SHA-256 is not the one in ${TABLE#"$ROOT"/}"
    mkdir -p "$HOME_FOLDER/downloads"
    mv "$WORK/$file" "$HOME_FOLDER/downloads/$file"
    step_done
}

# Prints what is unpacked of an archive, as patterns; nothing if all of it is.
parts_of() {
    case $1 in
    # Of QEMU only the header for plugins is of use here.
    qemu) printf '%s\n' '*/include/qemu/qemu-plugin.h' ;;
    # Of e2fsprogs, the libraries (under the LGPL) only: the rest is under the GPL.
    e2fsprogs)
        printf '%s\n' '*/version.h' '*/NOTICE' '*/lib/ext2fs/*' '*/lib/et/*' '*/lib/e2p/e2p.h'
        ;;
    esac
}

# Prints where a folder of sources is from, and which parts of it there are.
origin_of() {
    printf '%s %s\n' "$2" "$3"
    parts_of "$1"
}

# Unpacks one archive beside its place, notes where it is from, and then puts it there.
unpack() {
    local name=$1 file=$2 checksum=$3 place=$HOME_FOLDER/sources/$1
    local only=()
    mapfile -t only < <(parts_of "$name")
    [ "${#only[@]}" -eq 0 ] || only=(--wildcards "${only[@]}")
    step "unpacking $file"
    mkdir -p "$WORK/$name" "$HOME_FOLDER/sources"
    logged tar -x -f "$HOME_FOLDER/downloads/$file" -C "$WORK/$name" --strip-components=1 \
        --no-same-owner "${only[@]}" || fail "cannot unpack $file: $(reason)"
    origin_of "$name" "$file" "$checksum" >"$WORK/$name/.origin"
    rm -rf "$place"
    mv "$WORK/$name" "$place"
    step_done
}

# Fetches and unpacks whatever is not there as the table says.
fetch_sources() {
    local name package version file checksum archive origin
    while read -r name package version file checksum; do
        case $name in '' | '#'*) continue ;; esac
        origin=$HOME_FOLDER/sources/$name/.origin
        ! [ -f "$origin" ] || ! origin_of "$name" "$file" "$checksum" | cmp -s - "$origin" || continue
        archive=$HOME_FOLDER/downloads/$file
        if [ -f "$archive" ] && ! has_checksum "$archive" "$checksum"; then
            printf 'setup: %s is broken, fetching it again\n' "$file"
            rm -f "$archive"
        fi
        [ -f "$archive" ] || fetch "$package" "$version" "$file" "$checksum"
        unpack "$name" "$file" "$checksum"
    done <"$TABLE"
}
