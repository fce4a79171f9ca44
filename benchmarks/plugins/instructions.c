/*
 * A QEMU plugin that counts the instructions which the guest executes from one address to another.
 *
 *     -plugin libinstructions.so,from=0x100040,until=0x101000,out=FILE
 *     -plugin libinstructions.so,socket=PATH,places=on
 *     -plugin libinstructions.so,out=FILE,places=on
 *
 * Counted are the instructions from the first execution of the one at `from` (included) until the
 * first execution, after that, of the one at `until` (not included), which is a halt for the word
 * `halt`. Without `from`, counting begins with the machine; without `until`, it ends with it. The
 * count goes as one line to the file `out`, or else to QEMU's log (-d plugin). Each repetition of a
 * string instruction counts. With `-icount shift=0` the guest's clock follows the instructions, and
 * the count is the same in every run. For one processor.
 *
 * With `socket`, whoever connects to the local socket PATH while the machine runs is told how many
 * instructions were executed since it began, and so can count between two events of the world
 * outside; a processor that waits executes none. With `places=on` he is then told how often which
 * instruction was executed, in lines `ADDRESS COUNT`. Without `socket`, all of this goes to the
 * file `out` when the machine ends.
 */
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <qemu-plugin.h>

QEMU_PLUGIN_EXPORT int qemu_plugin_version = QEMU_PLUGIN_VERSION;

/* An address that the user may have given. */
struct place {
    bool given;
    uint64_t address;
};

/* How often the instruction at an address was executed; an unused entry has no count. */
struct counter {
    uint64_t address;
    uint64_t *count;
};

static struct place from, until;
static const char *out, *socket_path;
static bool has_places, until_halt;

/* The instruction that halts. */
#define HALT 0xf4

/* Counters by address, with open addressing; the size is a power of two. */
static struct counter *counters;
static size_t counter_size, counter_count;
static pthread_mutex_t counters_lock = PTHREAD_MUTEX_INITIALIZER;

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

/* Returns the entry for an address, which has no count if it is new. */
static struct counter *find_counter(uint64_t address) {
    size_t at = (address * 0x9e3779b97f4a7c15) >> 20;

    for (;; at++) {
        struct counter *counter = &counters[at & (counter_size - 1)];
        if (counter->count == NULL || counter->address == address)
            return counter;
    }
}

/* Makes room for one more counter. */
static void reserve_counter(void) {
    struct counter *old = counters;
    size_t old_size = counter_size;

    if (counter_count * 2 < counter_size)
        return;
    counter_size = old_size ? old_size * 2 : 1 << 14;
    counters = calloc(counter_size, sizeof *counters);
    if (counters == NULL)
        abort();
    for (size_t i = 0; i < old_size; i++)
        if (old[i].count != NULL)
            *find_counter(old[i].address) = old[i];
    free(old);
}

/* Returns the count of the instruction at an address. */
static uint64_t *count_of(uint64_t address) {
    pthread_mutex_lock(&counters_lock);
    reserve_counter();
    struct counter *counter = find_counter(address);
    if (counter->count == NULL) {
        counter->address = address;
        counter->count = calloc(1, sizeof *counter->count);
        if (counter->count == NULL)
            abort();
        counter_count++;
    }
    uint64_t *count = counter->count;
    pthread_mutex_unlock(&counters_lock);
    return count;
}

/* Tells the counts to `file`. */
static void tell_counts(FILE *file) {
    fprintf(file, "%" PRIu64 "\n", executed);
    pthread_mutex_lock(&counters_lock);
    for (size_t i = 0; i < counter_size; i++)
        if (counters[i].count != NULL && *counters[i].count != 0)
            fprintf(file, "%" PRIx64 " %" PRIu64 "\n", counters[i].address, *counters[i].count);
    pthread_mutex_unlock(&counters_lock);
}

/* The thread that tells the counts to whoever connects to the socket `data`. */
static void *serve(void *data) {
    int listening = (int)(intptr_t)data, connection;

    while ((connection = accept(listening, NULL, NULL)) >= 0) {
        FILE *file = fdopen(connection, "w");
        if (file == NULL) {
            close(connection);
            continue;
        }
        tell_counts(file);
        fclose(file);
    }
    return NULL;
}

/* Writes the counts to the file `out`. */
static void write_counts(void) {
    FILE *file = fopen(out, "w");
    if (file != NULL)
        tell_counts(file);
    if (file == NULL || ferror(file) || fclose(file) == EOF)
        fprintf(stderr, "instructions: %s: %s\n", out, strerror(errno));
}

/* Makes the socket and the thread that serves it; says whether that went well. */
static bool start_serving(void) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    pthread_t thread;

    if (strlen(socket_path) >= sizeof name.sun_path) {
        errno = ENAMETOOLONG;
        return false;
    }
    strcpy(name.sun_path, socket_path);
    if (listening < 0 || bind(listening, (struct sockaddr *)&name, sizeof name) ||
        listen(listening, 1))
        return false;
    errno = pthread_create(&thread, NULL, serve, (void *)(intptr_t)listening);
    return errno == 0;
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

/* Says whether an instruction halts. */
static bool is_halt(const struct qemu_plugin_insn *instruction) {
    return qemu_plugin_insn_size(instruction) == 1 &&
           *(const uint8_t *)qemu_plugin_insn_data(instruction) == HALT;
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
        if (has_places)
            qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64,
                                                       count_of(address), 1);
        if (from.given && address == from.address)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, at_from, QEMU_PLUGIN_CB_NO_REGS,
                                                   NULL);
        if ((until.given && address == until.address) || (until_halt && is_halt(instruction)))
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, at_until, QEMU_PLUGIN_CB_NO_REGS,
                                                   NULL);
    }
}

/* Runs when the machine ends. */
static void at_exit(qemu_plugin_id_t id, void *data) {
    (void)id, (void)data;
    if (socket_path != NULL)
        unlink(socket_path);
    else if (has_places && out != NULL)
        write_counts();
    else if (!begun)
        say("the first address was never executed\n");
    else if (!ended && (until.given || until_halt))
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
    if (strcmp(argument, "until=halt") == 0) {
        until_halt = true;
        return true;
    }
    if (strncmp(argument, "until=", 6) == 0)
        return read_place(argument + 6, &until);
    if (strncmp(argument, "out=", 4) == 0) {
        out = strdup(argument + 4);
        return out != NULL;
    }
    if (strncmp(argument, "socket=", 7) == 0) {
        socket_path = strdup(argument + 7);
        return socket_path != NULL;
    }
    has_places = strcmp(argument, "places=on") == 0;
    return has_places;
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
    if (socket_path != NULL && !start_serving()) {
        fprintf(stderr, "instructions: %s: %s\n", socket_path, strerror(errno));
        return -1;
    }
    begun = !from.given;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, at_exit, NULL);
    return 0;
}
