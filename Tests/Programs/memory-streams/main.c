/* Streams without files: fmemopen in its modes, open_memstream, fopencookie with own callbacks. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counter {
    size_t read, written;
    char last;
    int closed;
};

/* Gives letters in turn, at most three at a time, thirty in all. */
static ssize_t cookie_read(void *cookie, char *buffer, size_t size) {
    struct counter *counter = cookie;
    size_t count = 0;
    while (count < size && count < 3 && counter->read < 30)
        buffer[count++] = (char)('a' + counter->read++ % 26);
    return (ssize_t)count;
}

/* Swallows what is written and remembers the last byte. */
static ssize_t cookie_write(void *cookie, const char *buffer, size_t size) {
    struct counter *counter = cookie;
    counter->written += size;
    if (size)
        counter->last = buffer[size - 1];
    return (ssize_t)size;
}

/* Notes that the stream was closed. */
static int cookie_close(void *cookie) {
    ((struct counter *)cookie)->closed = 1;
    return 0;
}

/* Reads and writes through callbacks. */
static void cookies(void) {
    struct counter counter = {0};
    char line[40] = "";
    cookie_io_functions_t functions = {
        .read = cookie_read, .write = cookie_write, .close = cookie_close};
    FILE *stream = fopencookie(&counter, "r", functions);
    fgets(line, sizeof line, stream);
    printf("%s %zu\n", line, counter.read);
    fclose(stream);
    stream = fopencookie(&counter, "w", functions);
    for (int i = 0; i < 500; i++)
        fprintf(stream, "%d,", i);
    fputc('!', stream);
    printf("closed %d, ", counter.closed);
    fclose(stream);
    printf("written %zu, last %c, closed %d\n", counter.written, counter.last, counter.closed);
}

/* Reads and writes a fixed piece of memory. */
static void fixed(void) {
    char memory[20] = "12 34 words here", word[10];
    int first = 0, second = 0;
    FILE *stream = fmemopen(memory, strlen(memory), "r");
    int items = fscanf(stream, "%d %d %9s", &first, &second, word);
    printf("%d items %d %d %s, at %ld\n", items, first, second, word, ftell(stream));
    fclose(stream);
    stream = fmemopen(memory, sizeof memory, "w");
    setvbuf(stream, NULL, _IONBF, 0);
    int written = fprintf(stream, "a text that is too long for it");
    printf("written %d, error %d, '%.19s'\n", written, ferror(stream) != 0, memory);
    fclose(stream);
    strcpy(memory, "begin");
    stream = fmemopen(memory, sizeof memory, "a+");
    fputs("+end", stream);
    fclose(stream);
    puts(memory);
}

/* Writes into memory that grows. */
static void growing(void) {
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    for (int i = 0; i < 1000; i++)
        fprintf(stream, "%03d ", i);
    fflush(stream);
    printf("%zu '%.8s' '%s'\n", size, text, text + size - 4);
    fseek(stream, 4, SEEK_SET);
    fputs("XXX", stream);
    fflush(stream);
    printf("%zu '%.12s'\n", size, text);
    fclose(stream);
    free(text);
}

/* Uses all three kinds. */
int main(void) {
    fixed();
    growing();
    cookies();
    return 0;
}
