// Device files. A device registers itself, REGISTER(device, NAME, &record), and appears as
// /dev/NAME.

#ifndef RUNTIME_FILES_DEVICES_DEVICE_H
#define RUNTIME_FILES_DEVICES_DEVICE_H

#include <sys/sysmacros.h>
#include <sys/types.h>

#include "files/file.h"
#include "registry/registry.h"

/// A device that can be opened.
struct device {
    /// The permissions of its node.
    mode_t permissions;
    /// Its major and minor number.
    dev_t number;
    /// What its open files do; `status` and `release` are those of nodes.
    const struct file_operations *operations;
    /// What opening does instead of giving the file its operations; null for most.
    long (*open)(struct node *node, struct file *file);
};

long device_open(struct node *node, struct file *file);
long device_seek(struct file *file, off_t offset, int origin);
long device_read_zeroes(struct file *file, const struct iovec *vector, int count, off_t *position);
long device_write_nothing(struct file *file, const struct iovec *vector, int count,
                          off_t *position);

#endif
