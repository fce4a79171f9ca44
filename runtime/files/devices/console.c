#include "files/console.h"

#include <errno.h>

#include "files/deployment.h"
#include "files/devices/device.h"
#include "files/node.h"

/// Refuses to open the controlling terminal when there is none.
static long tty_open(struct node *node, struct file *file) {
    return deployment_console_is_terminal ? 0 : -ENXIO;
}

static const struct file_operations console_operations = {
    .read = console_file_read,
    .write = console_file_write,
    .control = console_file_control,
    .poll = console_file_poll,
    .status = node_file_status,
    .release = node_file_release,
};

static const struct device console = {
    .permissions = 0600,
    .number = makedev(5, 1),
    .operations = &console_operations,
};

static const struct device tty = {
    .permissions = 0666,
    .number = makedev(5, 0),
    .operations = &console_operations,
    .open = tty_open,
};

REGISTER(device, console, &console);
REGISTER(device, tty, &tty);
