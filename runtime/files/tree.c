// The tree of files: its root, the working directory, and what is there from the start. It is made
// when it is first asked for.

#define _GNU_SOURCE
#include <string.h>
#include <sys/sysmacros.h>

#include "files/deployment.h"
#include "files/devices/device.h"
#include "files/memory/memory-files.h"
#include "files/node.h"
#include "registry/registry.h"

REGISTRY(device);

static struct node *root, *current;

/// Returns the node called `name` in `directory`, made as `creation` says when it is missing, or
/// null. The tree keeps the node alive.
static struct node *enter(struct node *directory, const struct name *name,
                          const struct creation *creation) {
    struct node *node;

    if (directory->operations->lookup(directory, name, &node) != 0 &&
        directory->operations->create(directory, name, creation, &node) != 0)
        return NULL;
    node_release(node);
    return node;
}

/// Makes the node at the absolute `path` as `creation` says, with the directories above it, or
/// returns null.
static struct node *enter_path(const char *path, const struct creation *creation) {
    static const struct creation directory = {.mode = S_IFDIR | 0755};
    struct node *node = root;

    while (*path == '/')
        path++;
    while (node && *path && S_ISDIR(node->mode)) {
        struct name name = {path, strchrnul(path, '/') - path};

        for (path += name.length; *path == '/'; path++)
            ;
        node = enter(node, &name, *path ? &directory : creation);
    }
    return node;
}

/// Makes the node of a file that the deployment gives.
static void enter_deployed(const struct deployment_file *file) {
    struct creation creation = {.mode = file->mode & S_IFMT ? file->mode : S_IFREG | file->mode};
    struct node *node;

    if (S_ISLNK(creation.mode))
        creation.target = (const char *)file->bytes;
    node = enter_path(file->path, &creation);
    if (node)
        memory_node_deploy(node, file->bytes, file->size, file->mtime);
}

/// Makes the root and everything that is there from the start.
static void build(void) {
    static const struct creation temporary = {.mode = S_IFDIR | S_ISVTX | 0777};
    struct node *devices;

    root = memory_root();
    enter_path("/tmp", &temporary);
    devices = enter_path("/dev", &(struct creation){.mode = S_IFDIR | 0755});
    for (unsigned long i = 0; devices && i < registry_device_count; i++) {
        const struct device *device = registry_device[i]->pointer;
        struct name name = {registry_device[i]->name, strlen(registry_device[i]->name)};

        enter(devices, &name,
              &(struct creation){.mode = S_IFCHR | device->permissions,
                                 .device = device->number,
                                 .special = device_open,
                                 .object = device});
    }
    for (unsigned long i = 0; i < deployment_file_count; i++)
        enter_deployed(&deployment_files[i]);
}

/// Returns the root of the tree.
struct node *tree_root(void) {
    if (!root)
        build();
    return root;
}

/// Returns the working directory.
struct node *tree_current(void) {
    return current ? current : tree_root();
}

/// Makes `directory` the working directory, taking over the caller's use of it.
void tree_set_current(struct node *directory) {
    struct node *old = current;

    current = directory;
    if (old)
        node_release(old);
}
