/* Reading a zone file: one record a line (parentheses join lines), `$ORIGIN`, `$TTL`, comments
 * after
 * `;`, names relative to the origin, an omitted name is that of the line before. */
#include "zone.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LINE_SIZE = 4096, MOST_WORDS = 64, RESERVED = 1 << 29 };

struct record *records;
size_t record_count;

static uint8_t origin[NAME_SIZE], last_name[NAME_SIZE];
static uint32_t default_ttl = 3600;

/* Returns the length of a name. */
size_t name_length(const uint8_t *name) {
    size_t length = 0;
    while (name[length])
        length += name[length] + 1;
    return length + 1;
}

/* Returns whether two names are the same. */
int name_equal(const uint8_t *one, const uint8_t *other) {
    size_t length = name_length(one);
    return length == name_length(other) && !memcmp(one, other, length);
}

/* Returns whether a name is in the zone of another name, or that name. */
int name_is_below(const uint8_t *name, const uint8_t *zone) {
    for (;; name += *name + 1) {
        if (name_equal(name, zone))
            return 1;
        if (!*name)
            return 0;
    }
}

/* Reads a name; returns its length, or 0 when it is none. */
static size_t read_name(const char *text, uint8_t *name) {
    size_t at = 0;
    if (!strcmp(text, "@")) {
        memcpy(name, origin, name_length(origin));
        return name_length(origin);
    }
    if (!strcmp(text, "."))
        text++;
    while (*text) {
        size_t length = strcspn(text, ".");
        if (!length || length > 63 || at + length + 1 >= NAME_SIZE)
            return 0;
        name[at++] = (uint8_t)length;
        for (size_t i = 0; i < length; i++)
            name[at++] = (uint8_t)tolower((unsigned char)*text++);
        if (!*text) {
            if (at + name_length(origin) > NAME_SIZE)
                return 0;
            memcpy(name + at, origin, name_length(origin));
            return at + name_length(origin);
        }
        text++;
    }
    name[at++] = 0;
    return at;
}

/* Reads a number of `size` bytes; returns 1, or 0 when it is none. */
static int read_number(const char *text, uint8_t *to, int size) {
    const char *end = text;
    unsigned long value = 0;
    for (; isdigit((unsigned char)*end); end++)
        value = value * 10 + (unsigned long)(*end - '0');
    if (end == text)
        return 0;
    for (; isalpha((unsigned char)*end); end++) {
        static const char units[] = "smhdw";
        static const unsigned seconds[] = {1, 60, 3600, 86400, 604800};
        const char *unit = strchr(units, tolower((unsigned char)*end));
        if (!unit)
            return 0;
        value *= seconds[unit - units];
    }
    while (size--) {
        to[size] = (uint8_t)value;
        value >>= 8;
    }
    return !*end;
}

/* Reads the data of a record; returns its length, or 0. */
static size_t read_data(int type, char **words, int count, uint8_t *data) {
    size_t at = 0, length;
    switch (type) {
    case TYPE_A:
        return count == 1 && inet_pton(AF_INET, words[0], data) == 1 ? 4 : 0;
    case TYPE_AAAA:
        return count == 1 && inet_pton(AF_INET6, words[0], data) == 1 ? 16 : 0;
    case TYPE_NS:
    case TYPE_CNAME:
    case TYPE_PTR:
        return count == 1 ? read_name(words[0], data) : 0;
    case TYPE_MX:
    case TYPE_SRV:
        if (count != (type == TYPE_MX ? 2 : 4))
            return 0;
        for (; at < (size_t)(count - 1) * 2; at += 2)
            if (!read_number(*words++, data + at, 2))
                return 0;
        length = read_name(*words, data + at);
        return length ? at + length : 0;
    case TYPE_TXT:
        for (int i = 0; i < count; i++) {
            length = strlen(words[i]);
            if (length > 255)
                return 0;
            data[at++] = (uint8_t)length;
            memcpy(data + at, words[i], length);
            at += length;
        }
        return at;
    case TYPE_SOA:
        if (count != 7 || !(at = read_name(words[0], data)) ||
            !(length = read_name(words[1], data + at)))
            return 0;
        at += length;
        for (int i = 2; i < 7; i++, at += 4)
            if (!read_number(words[i], data + at, 4))
                return 0;
        return at;
    default:
        return 0;
    }
}

/* Returns the type with a name, or 0. */
static int read_type(const char *text) {
    static const struct {
        const char *name;
        int type;
    } types[] = {{"A", TYPE_A},     {"NS", TYPE_NS},     {"CNAME", TYPE_CNAME},
                 {"SOA", TYPE_SOA}, {"PTR", TYPE_PTR},   {"MX", TYPE_MX},
                 {"TXT", TYPE_TXT}, {"AAAA", TYPE_AAAA}, {"SRV", TYPE_SRV}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcasecmp(text, types[i].name))
            return types[i].type;
    return 0;
}

/* Returns addresses for RESERVED bytes, which get memory when they are used, or ends the program.
 */
static void *reserve(void) {
    void *memory = mmap(NULL, RESERVED, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        _exit(1);
    return memory;
}

/* Returns a copy of bytes that stays, or null when there is no room. */
static uint8_t *keep(const uint8_t *bytes, size_t length) {
    static uint8_t *kept;
    static size_t used;
    uint8_t *copy;
    if (!kept)
        kept = reserve();
    if (length > RESERVED - used)
        return NULL;
    copy = memcpy(kept + used, bytes, length);
    used += length;
    return copy;
}

/* Adds the record in the words of a line; returns whether it is one. */
static int add_record(char **words, int count, int has_name) {
    static uint8_t data[LINE_SIZE];
    uint32_t ttl = default_ttl;
    struct record *record;
    uint8_t number[4];
    size_t length;
    int at = 0, type;
    if (has_name && !read_name(words[at++], last_name))
        return 0;
    for (; at < count; at++) {
        if (isdigit((unsigned char)words[at][0]) && read_number(words[at], number, 4))
            ttl =
                (uint32_t)number[0] << 24 | (uint32_t)number[1] << 16 | number[2] << 8 | number[3];
        else if (strcasecmp(words[at], "IN"))
            break;
    }
    if (at == count || !(type = read_type(words[at++])))
        return 0;
    length = read_data(type, words + at, count - at, data);
    if (!length)
        return 0;
    if (!records)
        records = reserve();
    if (record_count == RESERVED / sizeof *records)
        return 0;
    record = &records[record_count++];
    memcpy(record->name, last_name, NAME_SIZE);
    record->type = (uint16_t)type;
    record->length = (uint16_t)length;
    record->ttl = ttl;
    record->data = keep(data, length);
    return record->data != NULL;
}

/* Splits a line into words, in place; quotes group. `*open` counts parentheses. */
static int split(char *line, char **words, int count, int *open) {
    while (*line) {
        if (isspace((unsigned char)*line)) {
            line++;
        } else if (*line == ';') {
            break;
        } else if (*line == '(' || *line == ')') {
            *open += *line++ == '(' ? 1 : -1;
        } else {
            int quoted = *line == '"';
            if (count == MOST_WORDS)
                return -1;
            words[count++] = line += quoted;
            line += quoted ? strcspn(line, "\"") : strcspn(line, " \t\r\n;()");
            if (*line == ';' || *line == '(' || *line == ')') {
                memmove(line + 1, line, strlen(line) + 1);
                *line++ = 0;
            } else if (*line) {
                *line++ = 0;
            }
        }
    }
    return count;
}

/* Reads one entry's words; returns whether they are right. */
static int read_entry(char **words, int count, int has_name) {
    uint8_t number[4], name[NAME_SIZE];
    if (!strcmp(words[0], "$ORIGIN")) {
        if (count != 2 || !read_name(words[1], name))
            return 0;
        memcpy(origin, name, name_length(name));
        return 1;
    }
    if (!strcmp(words[0], "$TTL")) {
        if (count != 2 || !read_number(words[1], number, 4))
            return 0;
        default_ttl =
            (uint32_t)number[0] << 24 | (uint32_t)number[1] << 16 | number[2] << 8 | number[3];
        return 1;
    }
    return add_record(words, count, has_name);
}

/* Reads a line with its end into room for LINE_SIZE bytes, as much of it as there is room for;
 * returns whether there was one. */
static int read_line(int file, char *line) {
    static char bytes[LINE_SIZE];
    static ssize_t at, count;
    size_t length = 0;
    while (length < LINE_SIZE - 1) {
        if (at == count) {
            at = 0;
            count = read(file, bytes, sizeof bytes);
            if (count <= 0) {
                count = 0;
                break;
            }
        }
        line[length++] = bytes[at];
        if (bytes[at++] == '\n')
            break;
    }
    line[length] = 0;
    return length > 0;
}

/* Reads a zone file; returns the number of the first wrong line, 0 when all is right, -1 when there
 * is no file. */
int zone_read(const char *path) {
    static char text[LINE_SIZE * 4];
    char *words[MOST_WORDS], *line = text;
    int count = 0, depth = 0, number = 0, has_name = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return -1;
    while (read_line(file, line)) {
        char *next = line + strlen(line) + 3;
        number++;
        if (!count)
            has_name = !isspace((unsigned char)*line);
        count = split(line, words, count, &depth);
        if (count < 0)
            return number;
        if (depth > 0 && next + LINE_SIZE < text + sizeof text) {
            line = next;
            continue;
        }
        if (count && !read_entry(words, count, has_name))
            return number;
        count = 0;
        line = text;
    }
    close(file);
    return 0;
}
