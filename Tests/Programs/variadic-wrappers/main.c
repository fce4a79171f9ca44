/* Wrappers around vfprintf, vsnprintf and vsscanf: a logger with levels, a buffer that grows, a
 * parser. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum level { DEBUG, INFO, WARNING, ERROR };

static enum level threshold = INFO;
static unsigned dropped;
static void (*sink)(enum level, const char *);

struct buffer {
    char *text;
    size_t length, capacity;
};

/* Is the ordinary sink. */
static void print_line(enum level level, const char *line) {
    static const char *const names[] = {"debug", "info", "warning", "error"};
    printf("%s: %s\n", names[level], line);
}

/* Logs with a format, through the sink if there is one. */
__attribute__((format(printf, 2, 3))) static void log_message(enum level level, const char *format,
                                                              ...) {
    char line[48];
    va_list arguments;
    if (level < threshold) {
        dropped++;
        return;
    }
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof line)
        strcpy(line + sizeof line - 4, "...");
    if (sink)
        sink(level, line);
}

/* Appends to a buffer that grows, measuring first and formatting after. */
__attribute__((format(printf, 2, 0))) static void
append_list(struct buffer *buffer, const char *format, va_list arguments) {
    va_list copy;
    va_copy(copy, arguments);
    size_t needed = (size_t)vsnprintf(NULL, 0, format, copy) + 1;
    va_end(copy);
    if (buffer->length + needed > buffer->capacity) {
        buffer->capacity = (buffer->length + needed) * 2;
        buffer->text = realloc(buffer->text, buffer->capacity);
    }
    buffer->length += (size_t)vsnprintf(buffer->text + buffer->length, needed, format, arguments);
}

/* Appends through the function above, one more wrapper away. */
__attribute__((format(printf, 2, 3))) static void append(struct buffer *buffer, const char *format,
                                                         ...) {
    va_list arguments;
    va_start(arguments, format);
    append_list(buffer, format, arguments);
    va_end(arguments);
}

/* Scans a line of the form "key: values" and returns the number of values. */
static int parse(const char *line, const char *key, const char *format, ...) {
    size_t length = strlen(key);
    if (strncmp(line, key, length) != 0 || line[length] != ':')
        return -1;
    va_list arguments;
    va_start(arguments, format);
    int result = vsscanf(line + length + 1, format, arguments);
    va_end(arguments);
    return result;
}

/* Uses all wrappers. */
int main(void) {
    struct buffer buffer = {0};
    int x = 0, y = 0;
    char name[10] = "";
    log_message(ERROR, "lost, for there is no sink yet");
    sink = print_line;
    log_message(DEBUG, "dropped %d", 1);
    log_message(INFO, "%s has %d items of %.2f", "basket", 12, 0.75);
    log_message(WARNING, "%s%s", "a message that is much longer than ", "the line of the logger");
    for (int i = 0; i < 20; i++)
        append(&buffer, "%d:%c%s", i, 'a' + i, i % 5 == 4 ? "\n" : " ");
    append(&buffer, "%s", "");
    fputs(buffer.text, stdout);
    printf("length %zu\n", buffer.length);
    free(buffer.text);
    int point = parse("point: 3, -4", "point", "%d , %d", &x, &y),
        label = parse("name: somebody", "name", " %9s", name);
    printf("%d %d %d, %d %s, %d\n", point, x, y, label, name, parse("other", "name", "%d", &x));
    return (int)dropped;
}
