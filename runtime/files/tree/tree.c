// The tree of files: its root, the working directory, and what is there from the start. It is made
// when it is first asked for.

#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "console/console.h"
#include "files/deployment.h"
#include "files/devices/device.h"
#include "files/file-system.h"
#include "files/memory/memory-files.h"
#include "files/node.h"
#include "files/tree/folder.h"
#include "registry/registry.h"

REGISTRY(device);
REGISTRY(folder);
REGISTRY(file_system);

static struct node *root, *current;

/// Returns the node called `name` in `directory`, made as `creation` says when it is missing, or
/// null. The tree keeps the node alive.
static struct node *enter(struct node *directory, const struct name *name,
                          const struct creation *creation) {
    struct node *node;

    if (!S_ISDIR(directory->mode) || directory->operations != root->operations)
        return NULL;
    if (directory->operations->lookup(directory, name, &node) != 0 &&
        directory->operations->create(directory, name, creation, &node) != 0)
        return NULL;
    node_release(node);
    return node;
}

/// Cuts the next name off `path` and returns what follows it.
static const char *cut_name(const char *path, struct name *name) {
    name->text = path;
    name->length = strchrnul(path, '/') - path;
    for (path += name->length; *path == '/'; path++)
        ;
    return path;
}

/// Returns the directory that the absolute `path` stands in, made with those above it when it is
/// missing, or null; `name` is what the path is called there.
static struct node *enter_parents(const char *path, struct name *name) {
    static const struct creation directory = {.mode = S_IFDIR | 0755};
    struct node *node = root;

    for (path = cut_name(path + 1, name); node && *path; path = cut_name(path, name))
        node = enter(node, name, &directory);
    return node;
}

/// Makes the node at the absolute `path` as `creation` says, with the directories above it, or
/// returns null.
static struct node *enter_path(const char *path, const struct creation *creation) {
    struct name name;
    struct node *directory = enter_parents(path, &name);

    return directory ? enter(directory, &name, creation) : NULL;
}

/// Enters a folder that has its own kind of nodes, and the links to it.
static void enter_folder(const struct folder *folder) {
    struct name name;

    *folder->above = enter_parents(folder->path, &name);
    if (*folder->above)
        entry_insert(memory_node(*folder->above), &name, folder->node, NULL);
    for (unsigned i = 0; i < folder->link_count; i++)
        enter_path(folder->links[i].path,
                   &(struct creation){.mode = S_IFLNK | 0777, .target = folder->links[i].target});
}

/// Attaches the file system that the deployment wants at a path. A program that expects its files
/// to last must not run without.
static void enter_mount(const struct deployment_mount *mount) {
    struct name name;
    struct node *directory = enter_parents(mount->path, &name), *node;
    long problem = directory ? -ENODEV : -ENOTDIR;

    for (unsigned long i = 0; directory && i < registry_file_system_count; i++) {
        const struct file_system *system = registry_file_system[i]->pointer;

        if (!strcmp(registry_file_system[i]->name, mount->file_system)) {
            problem = system->mount(mount->source, directory, &name, &node);
            if (!problem)
                problem = entry_insert(memory_node(directory), &name, node, NULL);
        }
    }
    if (problem) {
        console_write_number("specialise: mount: error ", -problem);
        console_write("\n", 1);
        console_fatal("a file system of the deployment is not there", 126);
    }
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
    for (unsigned long i = 0; i < deployment_mount_count; i++)
        enter_mount(&deployment_mounts[i]);
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
    for (unsigned long i = 0; i < registry_folder_count; i++)
        enter_folder(registry_folder[i]->pointer);
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
