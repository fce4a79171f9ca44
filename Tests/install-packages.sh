#!/usr/bin/env bash
# Installs those of the Debian packages named as arguments that are missing, as root or through sudo.
set -euo pipefail
missing=()
for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0
command=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "${missing[@]}")
[ "$(id -u)" -eq 0 ] || command=(sudo "${command[@]}")
printf 'installing %s\n' "${missing[*]}"
"${command[@]}" >/dev/null
