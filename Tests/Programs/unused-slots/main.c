/* Operation tables with slots that are never read: what hangs on them can go, what is read must
 * stay. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file;
struct operations {
    int (*open)(struct file *);
    int (*read)(struct file *, char *, int);
    int (*write)(struct file *, const char *, int);
    int (*control)(struct file *, int, ...);
    void (*close)(struct file *);
};
struct file {
    const struct operations *operations;
    char content[32];
    int position, length;
};

/* Opens an empty memory file. */
static int memory_open(struct file *file) {
    file->position = file->length = 0;
    return 0;
}

/* Reads from a memory file. */
static int memory_read(struct file *file, char *bytes, int count) {
    int left = file->length - file->position;
    count = count < left ? count : left;
    memcpy(bytes, file->content + file->position, (size_t)count);
    file->position += count;
    return count;
}

/* Appends to a memory file. */
static int memory_write(struct file *file, const char *bytes, int count) {
    int room = (int)sizeof file->content - file->length;
    count = count < room ? count : room;
    memcpy(file->content + file->length, bytes, (size_t)count);
    file->length += count;
    return count;
}

/* Would print a lot; no code reads the slot that holds it. */
static int memory_control(struct file *file, int request, ...) {
    printf("control %d of a file with %d bytes, %f\n", request, file->length, 1.5);
    exit(9);
}

/* Closes a memory file. */
static void memory_close(struct file *file) {
    file->operations = NULL;
}

/* Reads an endless row of stars. */
static int star_read(struct file *file, char *bytes, int count) {
    (void)file;
    memset(bytes, '*', (size_t)count);
    return count;
}

static const struct operations memory = {memory_open, memory_read, memory_write, memory_control,
                                         memory_close};
static const struct operations stars = {.read = star_read, .control = memory_control};

/* Copies through whatever operations both files have. */
static int copy(struct file *from, struct file *to, int count) {
    char buffer[7];
    int total = 0;
    while (total < count) {
        int wanted = count - total < (int)sizeof buffer ? count - total : (int)sizeof buffer;
        int got = from->operations->read(from, buffer, wanted);
        if (got <= 0 || !to->operations->write)
            break;
        total += to->operations->write(to, buffer, got);
    }
    return total;
}

/* Copies from stars to memory, from memory to memory, and to a file that cannot be written. */
int main(void) {
    struct file source = {.operations = &stars}, first = {.operations = &memory},
                second = {.operations = &memory};
    first.operations->open(&first);
    second.operations->open(&second);
    printf("copied %d\n", copy(&source, &first, 20));
    printf("copied %d\n", copy(&first, &second, 100));
    printf("copied %d\n", copy(&second, &source, 5));
    printf("%.*s\n", second.length, second.content);
    first.operations->close(&first);
    printf("closed %d\n", first.operations == NULL);
    return 0;
}
