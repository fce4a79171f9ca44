// What the machine is.

#define _GNU_SOURCE

#include <errno.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include "memory/pages.h"
#include "system-calls/system-call.h"
#include "time/clock.h"

/// The names of the machine. The program asks for Linux and gets what it needs of it.
static struct utsname names = {
    .sysname = "Linux",
    .nodename = "specialise",
    .release = "6.1.0",
    .version = "specialise",
    .machine = "x86_64",
    .domainname = "(none)",
};

/// Tells the names of the machine.
SYSTEM_CALL(uname, long, struct utsname *result) {
    *result = names;
    return 0;
}

/// Gives one of the names a new value.
static long set_name(char *to, const char *name, size_t length) {
    if (length >= sizeof names.nodename)
        return -EINVAL;
    memcpy(to, name, length);
    to[length] = 0;
    return 0;
}

/// Sets the name of the machine.
SYSTEM_CALL(sethostname, long, const char *name, size_t length) {
    return set_name(names.nodename, name, length);
}

/// Sets the name of the machine's domain.
SYSTEM_CALL(setdomainname, long, const char *name, size_t length) {
    return set_name(names.domainname, name, length);
}

/// Tells how much memory there is.
SYSTEM_CALL(sysinfo, long, struct sysinfo *info) {
    *info = (struct sysinfo){
        .uptime = clock_monotonic() / NANOSECONDS,
        .totalram = pages_total() * PAGE_SIZE,
        .freeram = pages_left() * PAGE_SIZE,
        .procs = 1,
        .mem_unit = 1,
    };
    return 0;
}
