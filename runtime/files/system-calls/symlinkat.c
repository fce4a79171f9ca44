#include "files/link.h"
#include "system-calls/system-call.h"

/// Makes a symbolic link with the text `target`.
SYSTEM_CALL(symlinkat, long, const char *target, int start, const char *path) {
    return symbolic_link(target, start, path);
}
