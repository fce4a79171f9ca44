/*
 * A QEMU plugin that counts the instructions which the guest executes from one address to another.
 *
 *     -plugin libinstructions.so,from=0x100040,until=0x101000,out=FILE
 *
 * Counted are the instructions from the first execution of the one at `from` (included) until the
 * first execution, after that, of the one at `until` (not included). Without `from`, counting
 * begins with the machine; without `until`, it ends with it. The count goes as one line to the
 * file `out`, or else to QEMU's log (-d plugin). Each repetition of a string instruction counts.
 * With `-icount shift=0` the guest's clock follows the instructions, and the count is the same in
 * every run. For one processor.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qemu-plugin.h>

QEMU_PLUGIN_EXPORT int qemu_plugin_version = QEMU_PLUGIN_VERSION;

/* An address that the user may have given. */
struct place {
    bool given;
    uint64_t address;
};

static struct place from, until;
static const char *out;

/* Instructions since the machine began; translated code adds to it in place. */
static uint64_t executed;
static uint64_t executed_at_from;
static bool begun, ended;

/* Writes one line to where the user wants it. */
static void say(const char *line) {
    if (out == NULL) {
        qemu_plugin_outs(line);
        return;
    }
    FILE *file = fopen(out, "w");
    if (file == NULL || fputs(line, file) == EOF || fclose(file) == EOF)
        fprintf(stderr, "instructions: %s: %s\n", out, strerror(errno));
}

/* Writes the count up to now. */
static void say_count(void) {
    char line[64];
    snprintf(line, sizeof line, "%" PRIu64 "\n", executed - executed_at_from);
    say(line);
}

/* Runs each time the instruction at `from` is about to be executed. */
static void at_from(unsigned int processor, void *data) {
    (void)processor, (void)data;
    if (begun)
        return;
    begun = true;
    executed_at_from = executed;
}

/* Runs each time the instruction at `until` is about to be executed. */
static void at_until(unsigned int processor, void *data) {
    (void)processor, (void)data;
    if (!begun || ended)
        return;
    ended = true;
    say_count();
}

/*
 * Prepares a piece of guest code that QEMU has just translated. Every instruction adds one to the
 * counter; whether before or after the calls at `from` and `until` does not matter, because it is
 * the same at both.
 */
static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *piece) {
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(piece); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(piece, i);
        uint64_t address = qemu_plugin_insn_vaddr(instruction);
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64,
                                                   &executed, 1);
        if (from.given && address == from.address)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, at_from, QEMU_PLUGIN_CB_NO_REGS,
                                                   NULL);
        if (until.given && address == until.address)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, at_until, QEMU_PLUGIN_CB_NO_REGS,
                                                   NULL);
    }
}

/* Runs when the machine ends. */
static void at_exit(qemu_plugin_id_t id, void *data) {
    (void)id, (void)data;
    if (!begun)
        say("the first address was never executed\n");
    else if (!ended && until.given)
        say("the second address was never executed\n");
    else if (!ended)
        say_count();
}

/* Reads one address; says whether it is one. */
static bool read_place(const char *text, struct place *place) {
    char *end;
    errno = 0;
    place->address = strtoull(text, &end, 0);
    place->given = true;
    return errno == 0 && end != text && *end == '\0';
}

/* Reads one argument of the form NAME=VALUE; says whether it is right. */
static bool read_argument(const char *argument) {
    if (strncmp(argument, "from=", 5) == 0)
        return read_place(argument + 5, &from);
    if (strncmp(argument, "until=", 6) == 0)
        return read_place(argument + 6, &until);
    if (strncmp(argument, "out=", 4) == 0) {
        out = strdup(argument + 4);
        return out != NULL;
    }
    return false;
}

/* QEMU calls this when it loads the plugin. */
QEMU_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
                                           char **argv) {
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (!read_argument(argv[i])) {
            fprintf(stderr, "instructions: bad argument: %s\n", argv[i]);
            return -1;
        }
    }
    begun = !from.given;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, at_exit, NULL);
    return 0;
}
