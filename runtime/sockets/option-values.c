// The values of options.

#include <errno.h>
#include <string.h>

#include "sockets/options.h"

/// Reads an option's value that is a number.
long option_read_int(const void *value, socklen_t length, int *number) {
    if (length < sizeof *number)
        return -EINVAL;
    memcpy(number, value, sizeof *number);
    return 0;
}

/// Tells an option's value, as much of it as there is room for.
long option_write(const void *from, socklen_t size, void *value, socklen_t *length) {
    if ((int)*length < 0)
        return -EINVAL;
    if (*length > size)
        *length = size;
    memcpy(value, from, *length);
    return 0;
}

/// Tells an option's value that is a number.
long option_write_int(int number, void *value, socklen_t *length) {
    return option_write(&number, sizeof number, value, length);
}
