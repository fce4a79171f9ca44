# The Debian packages that building, running and testing need.
# shellcheck shell=bash

PACKAGES=(
    clang-22 lld-22 llvm-22 llvm-22-dev libclang-22-dev libclang-rt-22-dev # the compiler's libraries
    libmimalloc-dev                                                        # the compiler's allocator
    make bzip2 xz-utils                                                    # building the sources
    tcl                                                                    # SQLite's amalgamation
    qemu-system-x86                                                        # running images
    csmith libcsmith-dev                                                   # random programs
)

# Prints those of the packages that are not installed.
missing_packages() {
    local package
    declare -A installed=()
    while read -r package; do
        installed[$package]=1
    done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${PACKAGES[@]}" 2>/dev/null |
        sed -n 's/^installed //p')
    for package in "${PACKAGES[@]}"; do
        [ -n "${installed[$package]:-}" ] || printf '%s\n' "$package"
    done
}

# Ends set-up unless this is a Debian system on x86-64.
check_distribution() {
    local file=${SPECIALISE_OS_RELEASE:-/etc/os-release} name id
    name=$(sed -n 's/^PRETTY_NAME=//p' "$file" 2>/dev/null | tr -d '"') || true
    id=$(sed -n 's/^ID=//p' "$file" 2>/dev/null | tr -d '"') || true
    if [ "$id" != debian ] || ! command -v dpkg-query >/dev/null; then
        fail "this system is ${name:-unknown}; set-up knows Debian 12 only"
    fi
    [ "$(uname -m)" = x86_64 ] || fail "this processor is $(uname -m); set-up knows x86_64 only"
}

# Runs apt-get as root, without questions; in the foreground, because sudo may ask for a password.
apt_get_as_root() {
    local command=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@")
    [ "$(id -u)" -eq 0 ] || command=(sudo "${command[@]}")
    "${command[@]}" >>"$LOG" 2>&1 9>&-
}

# Installs what is missing; asks Debian for its newest lists only when the ones here do not do.
install_packages() {
    check_distribution
    local missing
    mapfile -t missing < <(missing_packages)
    [ "${#missing[@]}" -gt 0 ] || return 0
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
        fail "needs root or sudo to install: ${missing[*]}"
    step "installing ${missing[*]}"
    if ! apt_get_as_root install --no-install-recommends "${missing[@]}"; then
        : >"$LOG"
        apt_get_as_root update || true
        apt_get_as_root install --no-install-recommends "${missing[@]}" ||
            fail "cannot install ${missing[*]}: $(reason)"
    fi
    step_done
}
