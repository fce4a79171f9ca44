#!/usr/bin/env bash
# Builds Lua's library with its own Makefile, LuaSocket's modules, and a program that has both.
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../../Programs/build-common.sh"

copy_source lua
make -s -C src -j "$JOBS" liblua.a CC="$CC" MYCFLAGS="$LEVEL -DLUA_USE_POSIX" AR="$AR rcu" RANLIB="$RANLIB"
mkdir -p "$OUT/lua"
cp src/*.h src/liblua.a "$OUT/lua/"

copy_source luasocket
cd src || exit
# As LuaSocket's makefile compiles them for Linux, but for shared libraries.
MODULES=(luasocket timeout buffer io auxiliar compat options inet usocket except select tcp udp mime)
# The words of $CC are separate.
read -ra compiler <<<"$CC"
for module in "${MODULES[@]}"; do
    "${compiler[@]}" "$LEVEL" -DLUASOCKET_NODEBUG -I"$OUT/lua" -c "$module.c" -o "$module.o"
done
"${compiler[@]}" "$LEVEL" -Wall -Wextra -I"$OUT/lua" "$RECIPE/main.c" "${MODULES[@]/%/.o}" "$OUT/lua/liblua.a" -lm \
    -o lua-server
deliver lua-server
