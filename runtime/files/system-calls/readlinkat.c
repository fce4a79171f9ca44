#include "files/link.h"
#include "system-calls/system-call.h"

/// Copies the text of a symbolic link.
SYSTEM_CALL(readlinkat, long, int start, const char *path, char *text, int size) {
    return link_text(start, path, text, size);
}
