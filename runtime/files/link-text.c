// Reading symbolic links.

#include <errno.h>
#include <string.h>

#include "files/bytes.h"
#include "files/link.h"
#include "files/path.h"

/// Copies the text of the symbolic link at `path`, without an end, and returns how many bytes that
/// are.
long link_text(int start, const char *path, char *text, int size) {
    struct node *node;
    long result;

    if (size <= 0)
        return -EINVAL;
    result = path_find(start, path, PATH_EMPTY, &node);
    if (result)
        return result == -EINVAL ? -ENOENT : result;
    if (S_ISLNK(node->mode)) {
        const char *target = node->operations->target(node);

        result = strnlen(target, size);
        bytes_copy(text, target, result);
    } else {
        result = *path ? -EINVAL : -ENOENT;
    }
    node_release(node);
    return result;
}
