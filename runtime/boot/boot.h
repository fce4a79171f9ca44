// How an image starts, and what the start leaves for others: the memory of the machine and the
// words of the kernel command line.

#ifndef RUNTIME_BOOT_BOOT_H
#define RUNTIME_BOOT_BOOT_H

/// A range of memory, [start, end).
struct memory_range {
    unsigned long start, end;
};

/// The most ranges of memory that are used.
#define MEMORY_RANGES 16

/// The RAM of the machine, as the loader described it.
extern struct memory_range memory_ranges[MEMORY_RANGES];
extern unsigned memory_range_count;

/// The end of the main stack. The memory from the image's start to here is in use.
extern unsigned long main_stack_top;

/// What the first function on the main stack has above it.
extern unsigned long main_stack_start;

/// Returns the size of the main stack.
static inline unsigned long main_stack_size(void) {
    extern char __image_end[];

    // Between the image and the stack lies a guard page.
    return main_stack_top - (unsigned long)__image_end - 4096;
}

/// The kernel command line as the loader gave it.
extern const char *boot_command_line;

/// What the machine's loader hands over (the start information of Xen's PVH).
struct start_information {
    unsigned magic, version, flags, module_count;
    unsigned long modules, command_line, rsdp, memory_map;
    unsigned memory_map_count, reserved;
};

/// An entry of the loader's memory map.
struct start_memory {
    unsigned long start, size;
    unsigned type, reserved;
};

#define START_MEMORY_RAM 1

/// What the program starts with.
struct start_arguments {
    /// The number of arguments, the name of the program among them.
    long count;
    /// The arguments, and the environment; null at their ends.
    char **arguments, **environment;
};

_Noreturn void boot_start(const struct start_information *information);
void boot_memory(const struct start_information *information);
void boot_arguments(struct start_arguments *start, const char *text);
void *main_stack_take(unsigned long size);
char boot_byte(const char *at);

#endif
