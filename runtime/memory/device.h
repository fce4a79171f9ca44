// The registers of devices in memory.

#ifndef RUNTIME_MEMORY_DEVICE_H
#define RUNTIME_MEMORY_DEVICE_H

#include <stddef.h>
#include <stdint.h>

void *device_memory(uintptr_t address, size_t size);

#endif
