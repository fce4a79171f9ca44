#!/usr/bin/env bash
# Builds nginx with its own configure and Makefile: static files, access log, no regular expressions
# and no compression, which need other libraries.
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../../Programs/build-common.sh"

copy_source nginx
./configure --with-cc="$CC" --with-cc-opt="$LEVEL -Wno-error=sign-compare" --prefix=/nginx --sbin-path=/nginx/nginx --error-log-path=stderr \
    --without-http_rewrite_module --without-http_gzip_module >configure.log
make -s -j "$JOBS" -f objs/Makefile objs/nginx >make.log
deliver objs/nginx
