/*
 * A QEMU plugin that tells which instructions of an image were executed, and where its indirect
 * calls and jumps went.
 *
 *     -plugin libexecuted.so,from=0x100000,until=0x200000,out=FILE
 *
 * Only instructions at addresses from `from` (included) to `until` (not included) count. When the
 * machine ends, FILE has a line `i ADDRESS SIZE ORDER` for each instruction that was executed, and
 * a line `t SITE TARGET` for each target that the indirect call or jump at SITE led to, all numbers
 * in hexadecimal, in no order. For one processor: a target is the first instruction after its site,
 * be it that of an interrupt that arrives in between.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qemu-plugin.h>

QEMU_PLUGIN_EXPORT int qemu_plugin_version = QEMU_PLUGIN_VERSION;

/* An entry of a table of pairs, open addressing; unused entries have the key 0. */
struct entry {
    uint64_t key, other;
    /* Of an instruction: how often it was executed. Translated code adds to it in place. */
    uint64_t *count;
    /* Of an instruction: how many others QEMU met before it. */
    uint64_t order;
};

/* A table; its size is a power of two. */
struct table {
    struct entry *entries;
    size_t size, used;
};

static struct table instructions, transfers;
static uint64_t from, until = UINT64_MAX;
static const char *out;

/* The indirect instruction that was executed last, until its target is. */
static uint64_t pending;

/* Ends QEMU, which has no other way to say that a plugin cannot go on. */
static void fail(const char *what) {
    fprintf(stderr, "executed: %s: %s\n", what, strerror(errno));
    exit(1);
}

/* Returns the entry for a pair, which is new if its key is 0. */
static struct entry *find(struct table *table, uint64_t key, uint64_t other, bool compare_other) {
    size_t at = (key * 0x9e3779b97f4a7c15 + other * 31) >> 20;

    for (;; at++) {
        struct entry *entry = &table->entries[at & (table->size - 1)];
        if (entry->key == 0 || (entry->key == key && (!compare_other || entry->other == other)))
            return entry;
    }
}

/* Makes room for one more pair. */
static void reserve(struct table *table, bool compare_other) {
    struct table old = *table;

    if (table->used * 2 < table->size)
        return;
    table->size = old.size ? old.size * 2 : 1 << 12;
    table->entries = calloc(table->size, sizeof *table->entries);
    if (table->entries == NULL)
        fail("memory");
    for (size_t i = 0; i < old.size; i++)
        if (old.entries[i].key != 0)
            *find(table, old.entries[i].key, compare_other ? old.entries[i].other : 0,
                  compare_other) = old.entries[i];
    free(old.entries);
}

/* Returns the counter of the instruction of `size` bytes at `address`. */
static uint64_t *counter(uint64_t address, uint64_t size) {
    reserve(&instructions, false);
    struct entry *entry = find(&instructions, address, 0, false);
    if (entry->key == 0) {
        entry->key = address;
        entry->other = size;
        entry->count = calloc(1, sizeof *entry->count);
        if (entry->count == NULL)
            fail("memory");
        entry->order = instructions.used++;
    }
    return entry->count;
}

/* Runs when the indirect instruction at `data` is about to be executed. */
static void at_site(unsigned int processor, void *data) {
    (void)processor;
    pending = (uint64_t)(uintptr_t)data;
}

/* Runs when a piece of code that starts at `data` is about to be executed. */
static void at_piece(unsigned int processor, void *data) {
    uint64_t target = (uint64_t)(uintptr_t)data;

    (void)processor;
    if (pending == 0)
        return;
    reserve(&transfers, true);
    struct entry *entry = find(&transfers, pending, target, true);
    if (entry->key == 0) {
        *entry = (struct entry){.key = pending, .other = target};
        transfers.used++;
    }
    pending = 0;
}

/* Says whether an instruction is a call or a jump through a register or memory. */
static bool is_indirect(struct qemu_plugin_insn *instruction) {
    const uint8_t *bytes = qemu_plugin_insn_data(instruction);
    size_t size = qemu_plugin_insn_size(instruction), at = 0;

    while (at < size && (bytes[at] == 0x3e || bytes[at] == 0x66 || bytes[at] == 0x2e))
        at++;
    if (at < size && (bytes[at] & 0xf0) == 0x40)
        at++;
    if (at + 1 >= size || bytes[at] != 0xff)
        return false;
    unsigned operation = bytes[at + 1] >> 3 & 7;
    return operation == 2 || operation == 4;
}

/* Prepares a piece of guest code that QEMU has just translated. */
static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *piece) {
    (void)id;
    uint64_t start = qemu_plugin_tb_vaddr(piece);
    qemu_plugin_register_vcpu_tb_exec_cb(piece, at_piece, QEMU_PLUGIN_CB_NO_REGS,
                                         (void *)(uintptr_t)start);
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(piece); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(piece, i);
        uint64_t address = qemu_plugin_insn_vaddr(instruction);
        if (address < from || address >= until)
            continue;
        uint64_t *count = counter(address, qemu_plugin_insn_size(instruction));
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64, count,
                                                   1);
        if (is_indirect(instruction))
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, at_site, QEMU_PLUGIN_CB_NO_REGS,
                                                   (void *)(uintptr_t)address);
    }
}

/* Runs when the machine ends. */
static void at_exit(qemu_plugin_id_t id, void *data) {
    (void)id, (void)data;
    FILE *file = fopen(out, "w");
    if (file == NULL)
        fail(out);
    for (size_t i = 0; i < instructions.size; i++) {
        struct entry *entry = &instructions.entries[i];
        if (entry->key != 0 && *entry->count != 0)
            fprintf(file, "i %" PRIx64 " %" PRIx64 " %" PRIx64 "\n", entry->key, entry->other,
                    entry->order);
    }
    for (size_t i = 0; i < transfers.size; i++) {
        struct entry *entry = &transfers.entries[i];
        if (entry->key != 0)
            fprintf(file, "t %" PRIx64 " %" PRIx64 "\n", entry->key, entry->other);
    }
    if (fclose(file) == EOF)
        fail(out);
}

/* QEMU calls this when it loads the plugin. */
QEMU_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
                                           char **argv) {
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "from=", 5) == 0) {
            from = strtoull(argv[i] + 5, NULL, 0);
        } else if (strncmp(argv[i], "until=", 6) == 0) {
            until = strtoull(argv[i] + 6, NULL, 0);
        } else if (strncmp(argv[i], "out=", 4) == 0) {
            out = strdup(argv[i] + 4);
        } else {
            fprintf(stderr, "executed: bad argument: %s\n", argv[i]);
            return -1;
        }
    }
    if (out == NULL) {
        fprintf(stderr, "executed: out=FILE is missing\n");
        return -1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, at_exit, NULL);
    return 0;
}
