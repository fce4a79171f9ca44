#include "files/directory-path.h"
#include "files/node.h"
#include "system-calls/system-call.h"

/// Writes the path of the working directory and returns its size with the end.
SYSTEM_CALL(getcwd, long, char *buffer, size_t size) {
    return directory_path(tree_current(), buffer, size);
}
