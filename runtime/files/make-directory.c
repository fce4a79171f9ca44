#include <errno.h>

#include "files/file.h"
#include "files/make.h"
#include "files/path.h"

/// Makes a directory.
long directory_make(int start, const char *path, mode_t mode) {
    return place_create(start, path,
                        &(struct creation){.mode = S_IFDIR | (mode & 01777 & ~creation_mask)});
}
