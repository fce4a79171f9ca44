#include <fcntl.h>

#include "files/link.h"
#include "system-calls/system-call.h"

/// Copies the text of a symbolic link.
SYSTEM_CALL(readlink, long, const char *path, char *text, int size) {
    return link_text(AT_FDCWD, path, text, size);
}
