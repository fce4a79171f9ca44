// The end of the machine.

#include "arch/x86_64/ports.h"
#include "console/console.h"
#include "process/process.h"
#include "process/threads.h"
#include "system-calls/system-call.h"

/// Where the whole exit status goes: QEMU's debug console.
#define STATUS_PORT 0xe9

/// What ends QEMU: its debug exit device.
#define EXIT_PORT 0x501

/// The command port of the keyboard controller, and the command that resets the machine.
#define KEYBOARD_PORT 0x64
#define KEYBOARD_RESET 0xfe

/// Ends the machine with an exit status from 0 to 255, by the first way that it understands.
_Noreturn void machine_exit(int status) {
    static const struct {
        unsigned short limit;
        unsigned long base;
    } __attribute__((packed)) no_table;

    console_drain();
    port_write8(STATUS_PORT, status);
    port_write8(EXIT_PORT, status & 0x7f);
    port_write8(KEYBOARD_PORT, KEYBOARD_RESET);
    __asm__ volatile("lidt %0\n\tud2" : : "m"(no_table));
    __builtin_unreachable();
}

void (*exit_prepare)(void);
void (*files_synchronise)(void);

/// Ends the process.
SYSTEM_CALL(exit_group, long, int status) {
    if (exit_prepare)
        exit_prepare();
    if (files_synchronise)
        files_synchronise();
    machine_exit(status);
}

/// Ends the thread, and the process with the last one.
SYSTEM_CALL(exit, long, int status) {
    if (thread_end)
        thread_end(0, 0);
    if (files_synchronise)
        files_synchronise();
    machine_exit(status);
}
