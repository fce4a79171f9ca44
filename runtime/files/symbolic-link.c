// Making symbolic links.

#include <errno.h>
#include <string.h>

#include "files/link.h"
#include "files/path.h"

/// Makes a symbolic link with the text `target` at `path`.
long symbolic_link(const char *target, int start, const char *path) {
    if (!*target)
        return -ENOENT;
    if (strnlen(target, PATH_LIMIT) == PATH_LIMIT)
        return -ENAMETOOLONG;
    return place_create(start, path, &(struct creation){.mode = S_IFLNK | 0777, .target = target});
}
