/* Function pointers that travel as bytes: copied by a loop, through a pipe, a file, a union, a
 * printed text. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef const char *function(void);

/* Each of these is called only after its address travelled in the way of its name. */
static const char *by_loop(void) {
    return "loop";
}

/* Travels through a pipe. */
static const char *by_pipe(void) {
    return "pipe";
}

/* Travels through a file. */
static const char *by_file(void) {
    return "file";
}

/* Travels through a union. */
static const char *by_union(void) {
    return "union";
}

/* Travels as a text. */
static const char *by_text(void) {
    return "text";
}

/* Copies bytes one by one. */
static void copy_bytes(void *to, const void *from, size_t count) {
    volatile unsigned char *target = to;
    const unsigned char *source = from;
    while (count--)
        *target++ = *source++;
}

/* Sends a pointer through a pipe. */
static function *through_pipe(function *pointer) {
    int ends[2];
    function *result = NULL;
    if (pipe(ends) != 0 || write(ends[1], &pointer, sizeof pointer) != sizeof pointer ||
        read(ends[0], &result, sizeof result) != sizeof result)
        perror("pipe");
    close(ends[0]);
    close(ends[1]);
    return result;
}

/* Sends a pointer through a file. */
static function *through_file(function *pointer) {
    function *result = NULL;
    FILE *file = fopen("pointer.bin", "w+b");
    fwrite(&pointer, sizeof pointer, 1, file);
    rewind(file);
    if (fread(&result, sizeof result, 1, file) != 1)
        perror("fread");
    fclose(file);
    remove("pointer.bin");
    return result;
}

/* Sends a pointer through a union of an integer and a pointer. */
static function *through_union(function *pointer) {
    union {
        function *pointer;
        uint64_t number;
        unsigned char bytes[8];
    } in = {.pointer = pointer}, out = {0};
    for (int i = 0; i < 8; i++)
        out.number |= (uint64_t)in.bytes[i] << (8 * i);
    return out.pointer;
}

/* Sends a pointer through its decimal text. */
static function *through_text(function *pointer) {
    char text[32];
    snprintf(text, sizeof text, "%ju", (uintmax_t)(uintptr_t)pointer);
    return (function *)(uintptr_t)strtoumax(text, NULL, 10);
}

/* Launders each pointer and calls it. */
int main(void) {
    function *source = by_loop, *target;
    copy_bytes(&target, &source, sizeof target);
    puts(target());
    puts(through_pipe(by_pipe)());
    puts(through_file(by_file)());
    puts(through_union(by_union)());
    puts(through_text(by_text)());
    return 0;
}
