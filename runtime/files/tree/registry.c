// The registries of devices and folders as long as the compiler's bind stage has not made them.

#include "registry/registry.h"

#include <stddef.h>

REGISTRY(device);
REGISTRY(folder);
REGISTRY(file_system);

__attribute__((weak)) const struct registration *const registry_device[] = {NULL};
__attribute__((weak)) const unsigned long registry_device_count = 0;
__attribute__((weak)) const struct registration *const registry_folder[] = {NULL};
__attribute__((weak)) const unsigned long registry_folder_count = 0;
__attribute__((weak)) const struct registration *const registry_file_system[] = {NULL};
__attribute__((weak)) const unsigned long registry_file_system_count = 0;
