// What stands in for the serial port: the first device that is registered and there. It is looked
// for when the console is first used.

#include "console/console.h"
#include "registry/registry.h"

REGISTRY(console_driver);

/// Returns the device, or null for the serial port.
const struct console_driver *console_device(void) {
    static const struct console_driver *device;
    static unsigned char is_sought;

    if (!registry_console_driver_count)
        return NULL;
    // What is said while the device starts goes to the serial port.
    if (!is_sought) {
        is_sought = 1;
        for (unsigned long i = 0; !device && i < registry_console_driver_count; i++) {
            const struct console_driver *driver = registry_console_driver[i]->pointer;

            if (driver->start())
                device = driver;
        }
    }
    return device;
}
