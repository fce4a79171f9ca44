#include <fcntl.h>

#include "files/path.h"
#include "system-calls/system-call.h"

/// Sets the permissions of a file.
SYSTEM_CALL(chmod, long, const char *path, mode_t mode) {
    return path_change(AT_FDCWD, path, PATH_FOLLOW,
                       &(struct change){.which = CHANGE_MODE, .mode = mode});
}
