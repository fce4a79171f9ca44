// Stand-ins for the components below the files.

#include "host.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>

#include "files/deployment.h"
#include "process/process.h"
#include "registry/registry.h"

char console_output[1 << 16];
size_t console_output_size;
const char *console_input = "";
int last_signal, wait_count;
void (*on_wait)(void);
size_t pages_left_count = 1 << 20;

#ifndef TERMINAL
#define TERMINAL 0
#endif
const unsigned char deployment_console_is_terminal = TERMINAL;

extern const struct registration registration_device_null, registration_device_zero,
    registration_device_full, registration_device_random, registration_device_urandom,
    registration_device_console, registration_device_tty, registration_folder_descriptors;

const struct registration *const registry_device[] = {
    &registration_device_null,   &registration_device_zero,    &registration_device_full,
    &registration_device_random, &registration_device_urandom, &registration_device_console,
    &registration_device_tty};
const unsigned long registry_device_count = 7;
const struct registration *const registry_folder[] = {&registration_folder_descriptors};
const struct registration *const registry_file_system[] = {NULL};
const unsigned long registry_file_system_count = 0;
const struct deployment_mount deployment_mounts[] = {{NULL, NULL, NULL}};
const unsigned long deployment_mount_count = 0;
void (*files_synchronise)(void);

void console_write(const void *bytes, size_t count);
long console_read(void *bytes, size_t count);
int console_readable(void);
int console_continues(void);
unsigned char console_byte(void);
int console_byte_ready(void);
void console_write_number(const char *label, unsigned long number);
_Noreturn void console_fatal(const char *message, int status);
void *pages_allocate(size_t count);
void page_clear(void *page);
void pages_free(void *pages, size_t count);
size_t pages_left(void);
size_t pages_total(void);
void *block_allocate(size_t size);
void *block_allocate_zeroed(size_t size);
void block_free(void *block, size_t size);
void clock_read_realtime(struct timespec *now);
uint64_t clock_monotonic(void);
uint64_t clock_deadline(const struct timespec *timeout);
long signal_raise(int signal);
int signal_pending(void);
unsigned long signal_mask_exchange(unsigned long mask);
void idle_until(uint64_t deadline);
uint64_t pollers_run(unsigned *work);
long random_bytes(void *bytes, size_t count);

/// Has nobody to ask.
uint64_t pollers_run(unsigned *work) {
    return 0;
}

/// Is not called: nothing is mounted here.
void console_write_number(const char *label, unsigned long number) {}

/// Is not called: nothing is mounted here.
_Noreturn void console_fatal(const char *message, int status) {
    abort();
}

/// Keeps what is written to the console.
void console_write(const void *bytes, size_t count) {
    if (count > sizeof(console_output) - console_output_size)
        abort();
    memcpy(console_output + console_output_size, bytes, count);
    console_output_size += count;
}

/// Returns whether there is input left.
int console_readable(void) {
    return *console_input != 0;
}

/// Returns whether there is input left.
int console_continues(void) {
    return *console_input != 0;
}

/// Returns whether there is input left.
int console_byte_ready(void) {
    return *console_input != 0;
}

/// Gives one byte of the input.
unsigned char console_byte(void) {
    return *console_input++;
}

/// Gives the input up to a control-D.
long console_read(void *bytes, size_t count) {
    size_t done = 0;

    if (*console_input == 4) {
        console_input++;
        return 0;
    }
    while (done < count && *console_input && *console_input != 4)
        ((char *)bytes)[done++] = *console_input++;
    return done;
}

/// Returns pages full of rubbish.
void *pages_allocate(size_t count) {
    void *pages;

    if (count > pages_left_count)
        return NULL;
    pages_left_count -= count;
    pages = aligned_alloc(4096, count * 4096);
    return memset(pages, 0xa5, count * 4096);
}

/// Fills a page with zeros.
void page_clear(void *page) {
    memset(page, 0, 4096);
}

/// Takes pages back.
void pages_free(void *pages, size_t count) {
    pages_left_count += count;
    free(pages);
}

/// Returns how many pages are left.
size_t pages_left(void) {
    return pages_left_count;
}

/// Returns how many pages there are.
size_t pages_total(void) {
    return 1 << 20;
}

#ifndef REAL_BLOCKS
/// Returns memory whose use the sanitizer watches.
void *block_allocate(size_t size) {
    return pages_left_count ? memset(malloc(size), 0xa5, size) : NULL;
}

/// Returns memory whose use the sanitizer watches.
void *block_allocate_zeroed(size_t size) {
    return pages_left_count ? calloc(1, size) : NULL;
}

/// Takes memory back.
void block_free(void *block, size_t size) {
    memset(block, 0x5a, size);
    free(block);
}
#endif

/// Reads the clock of the host.
void clock_read_realtime(struct timespec *now) {
    clock_gettime(CLOCK_REALTIME, now);
}

/// Reads the clock of the host.
uint64_t clock_monotonic(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000UL + now.tv_nsec;
}

/// Returns the time of the host's clock after `timeout` from now.
uint64_t clock_deadline(const struct timespec *timeout) {
    return clock_monotonic() + timeout->tv_sec * 1000000000UL + timeout->tv_nsec;
}

/// Keeps the signal.
long signal_raise(int signal) {
    last_signal = signal;
    return 0;
}

/// Says that no signal waits.
int signal_pending(void) {
    return 0;
}

/// Has no signal mask.
unsigned long signal_mask_exchange(unsigned long mask) {
    return mask;
}

/// Lets the test play the other side.
void idle_until(uint64_t deadline) {
    wait_count++;
    if (on_wait)
        on_wait();
    else
        nanosleep(&(struct timespec){0, 1000000}, NULL);
}

/// Fills memory with something.
long random_bytes(void *bytes, size_t count) {
    memset(bytes, 0x42, count);
    return count;
}

typedef long handler(long, long, long, long, long, long);

#define HANDLER(number, name) long system_call_##number##_##name();
#include "handlers.h"
#undef HANDLER

static handler *const handlers[] = {
#define HANDLER(number, name) [number] = (handler *)system_call_##number##_##name,
#include "handlers.h"
#undef HANDLER
};

/// Does a system call through our handlers.
long call(long number, ...) {
    long arguments[6];
    va_list list;

    va_start(list, number);
    for (int i = 0; i < 6; i++)
        arguments[i] = va_arg(list, long);
    va_end(list);
    if (number >= (long)(sizeof(handlers) / sizeof(*handlers)) || !handlers[number])
        return -ENOSYS;
    return handlers[number](arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                            arguments[5]);
}
