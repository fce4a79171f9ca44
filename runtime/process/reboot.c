// The end of the machine, by name.

#include <errno.h>
#include <stdint.h>

#include "process/process.h"
#include "system-calls/system-call.h"

// The numbers that must be passed, and the commands.
#define MAGIC_1 0xfee1dead
#define MAGIC_2 672274793
#define COMMAND_RESTART 0x01234567
#define COMMAND_HALT 0xcdef0123
#define COMMAND_KEYS_ON 0x89abcdef
#define COMMAND_KEYS_OFF 0
#define COMMAND_POWER_OFF 0x4321fedc

/// Ends the machine; whether it starts anew is for who runs it to say.
SYSTEM_CALL(reboot, long, unsigned magic, unsigned second, unsigned command, void *argument) {
    if (magic != MAGIC_1 ||
        (second != MAGIC_2 && second != 85072278 && second != 369367448 && second != 537993216))
        return -EINVAL;
    switch (command) {
    case COMMAND_KEYS_ON:
    case COMMAND_KEYS_OFF:
        return 0;
    case COMMAND_RESTART:
    case COMMAND_HALT:
    case COMMAND_POWER_OFF:
        if (exit_prepare)
            exit_prepare();
        if (files_synchronise)
            files_synchronise();
        machine_exit(0);
    default:
        return -EINVAL;
    }
}
