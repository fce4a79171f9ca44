// The registry of devices as long as the compiler's bind stage has not made it.

#include "registry/registry.h"

#include <stddef.h>

REGISTRY(device);

__attribute__((weak)) const struct registration *const registry_device[] = {NULL};
__attribute__((weak)) const unsigned long registry_device_count = 0;
