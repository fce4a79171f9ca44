/* Reading a zone file: one record a line (parentheses join lines), `$ORIGIN`, `$TTL`, comments
 * after `;`, names relative to the origin, an omitted name is that of the line before. */
#include "zone.h"

#include <ctype.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DATA_SIZE = 4096, MOST_WORDS = 64, PIECE = 65536 };

struct record *records;

static struct record **last_record = &records;
static uint8_t origin[NAME_SIZE], last_name[NAME_SIZE];
static uint32_t default_ttl = 3600;

/* Returns memory that is never given back, or null. */
static void *allocate(size_t size) {
    static char *left;
    static size_t room;
    size = (size + 7) & ~(size_t)7;
    if (size > room) {
        size_t most = size > PIECE ? size : PIECE;
        void *memory = mmap(NULL, most, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            return NULL;
        left = memory;
        room = most;
    }
    room -= size;
    left += size;
    return left - size;
}

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

/* Reads a number of `size` bytes, which may be a time with a unit; returns 1, or 0 when it is none.
 */
static int read_number(const char *text, uint8_t *to, int size) {
    const char *start = text;
    uint64_t value = 0;
    while (isdigit((unsigned char)*text) && value < (uint64_t)1 << 40)
        value = value * 10 + (uint64_t)(*text++ - '0');
    if (text == start)
        return 0;
    if (isalpha((unsigned char)*text)) {
        static const char units[] = "smhdw";
        static const unsigned seconds[] = {1, 60, 3600, 86400, 604800};
        const char *unit = strchr(units, tolower((unsigned char)*text++));
        if (!unit)
            return 0;
        value *= seconds[unit - units];
    }
    if (value >> size * 8)
        return 0;
    while (size--) {
        to[size] = (uint8_t)value;
        value >>= 8;
    }
    return !*text;
}

/* Reads an address of IPv4; returns its length, or 0 when it is none. */
static size_t read_ipv4(const char *text, uint8_t *to) {
    for (int i = 0; i < 4; i++) {
        const char *start = text;
        unsigned value = 0;
        while (isdigit((unsigned char)*text) && value < 256)
            value = value * 10 + (unsigned)(*text++ - '0');
        if (text == start || value > 255 || *text++ != (i < 3 ? '.' : 0))
            return 0;
        to[i] = (uint8_t)value;
    }
    return 4;
}

/* Reads a group of hexadecimal digits and moves the text behind it; returns whether it is one. */
static int read_group(const char **text, uint8_t *to) {
    const char *start = *text;
    unsigned value = 0;
    for (; isxdigit((unsigned char)**text) && *text - start < 4; ++*text)
        value = value * 16 + (unsigned)(isdigit((unsigned char)**text)
                                            ? **text - '0'
                                            : tolower((unsigned char)**text) - 'a' + 10);
    to[0] = (uint8_t)(value >> 8);
    to[1] = (uint8_t)value;
    return *text != start;
}

/* Reads an address of IPv6, in which `::` stands for one or more groups of zeros; returns its
 * length, or 0 when it is none. */
static size_t read_ipv6(const char *text, uint8_t *to) {
    size_t at = 0, gap = 0;
    int has_gap = 0;
    memset(to, 0, 16);
    while (*text) {
        if (text[0] == ':' && text[1] == ':' && !has_gap) {
            has_gap = 1;
            gap = at;
            text += 2;
            continue;
        }
        if (at && !(has_gap && gap == at) && *text++ != ':')
            return 0;
        if (at > 12 + 2 || (strchr(text, '.') && !strchr(text, ':')) || !read_group(&text, to + at))
            break;
        at += 2;
    }
    if (strchr(text, '.') && at <= 12 && read_ipv4(text, to + at))
        at += 4;
    else if (*text)
        return 0;
    if (has_gap ? at == 16 : at < 16)
        return 0;
    memmove(to + 16 - (at - gap), to + gap, has_gap ? at - gap : 0);
    if (has_gap)
        memset(to + gap, 0, 16 - at);
    return 16;
}

/* Reads data in hexadecimal digits behind their count (RFC 3597); returns its length, or 0. */
static size_t read_bytes(char **words, int count, uint8_t *data) {
    uint8_t size[2];
    size_t at = 0;
    if (count < 2 || !read_number(words[1], size, 2))
        return 0;
    for (int i = 2; i < count; i++) {
        for (const char *word = words[i]; *word; at++) {
            char digits[3] = {word[0], word[1], 0};
            const char *digit = digits;
            uint8_t pair[2];
            if (at == DATA_SIZE || !read_group(&digit, pair) || digit != digits + 2)
                return 0;
            data[at] = pair[1];
            word += 2;
        }
    }
    return at == (size_t)(size[0] << 8 | size[1]) ? at : 0;
}

/* Reads the data of a record; returns its length, or 0. */
static size_t read_data(int type, char **words, int count, uint8_t *data) {
    size_t at = 0, length;
    if (count && !strcmp(words[0], "\\#"))
        return read_bytes(words, count, data);
    switch (type) {
    case TYPE_A:
        return count == 1 ? read_ipv4(words[0], data) : 0;
    case TYPE_AAAA:
        return count == 1 ? read_ipv6(words[0], data) : 0;
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
            if (length > 255 || at + length + 1 > DATA_SIZE)
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
    uint8_t number[2];
    static const struct {
        const char *name;
        int type;
    } types[] = {{"A", TYPE_A},     {"NS", TYPE_NS},     {"CNAME", TYPE_CNAME},
                 {"SOA", TYPE_SOA}, {"PTR", TYPE_PTR},   {"MX", TYPE_MX},
                 {"TXT", TYPE_TXT}, {"AAAA", TYPE_AAAA}, {"SRV", TYPE_SRV}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcasecmp(text, types[i].name))
            return types[i].type;
    if (!strncasecmp(text, "TYPE", 4) && read_number(text + 4, number, 2))
        return number[0] << 8 | number[1];
    return 0;
}

/* Adds the record in the words of a line; returns whether it is one. */
static int add_record(char **words, int count, int has_name) {
    static uint8_t data[DATA_SIZE];
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
    record = allocate(sizeof *record + name_length(last_name) + length);
    if (!record)
        return 0;
    *record = (struct record){
        .data = (uint8_t *)(record + 1),
        .name = (uint8_t *)(record + 1) + length,
        .ttl = ttl,
        .type = (uint16_t)type,
        .length = (uint16_t)length,
    };
    memcpy(record->data, data, length);
    memcpy(record->name, last_name, name_length(last_name));
    *last_record = record;
    last_record = &record->next;
    return 1;
}

/* Splits a line into words, in place; quotes group. `*open` counts parentheses. Returns how many
 * words there are now, or -1 when they are too many. */
static int split(char *line, char **words, int count, int *open) {
    for (;;) {
        int is_quoted;
        char end;
        while (isspace((unsigned char)*line) || *line == '(' || *line == ')') {
            *open += *line == '(' ? 1 : *line == ')' ? -1 : 0;
            line++;
        }
        if (!*line || *line == ';')
            return count;
        if (count == MOST_WORDS)
            return -1;
        is_quoted = *line == '"';
        words[count++] = line += is_quoted;
        line += strcspn(line, is_quoted ? "\"" : " \t\r;()");
        end = *line;
        if (!end || end == ';') {
            *line = 0;
            return count;
        }
        *line++ = 0;
        *open += end == '(' ? 1 : end == ')' ? -1 : 0;
    }
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

/* Returns a file as text that ends with 0, or null; `*problem` says why. */
static char *read_file(const char *path, int *problem) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    size_t done = 0;
    ssize_t count;
    char *text;
    *problem = ZONE_NO_FILE;
    if (file < 0 || fstat(file, &status) || !S_ISREG(status.st_mode))
        return NULL;
    *problem = ZONE_NO_MEMORY;
    text = allocate((size_t)status.st_size + 1);
    while (text && (count = read(file, text + done, (size_t)status.st_size - done)) > 0)
        done += (size_t)count;
    if (text)
        text[done] = 0;
    close(file);
    return text;
}

/* Reads a zone file; returns the number of the first wrong line, 0 when all is right, or
 * ZONE_NO_FILE or ZONE_NO_MEMORY. */
int zone_read(const char *path) {
    int count = 0, open = 0, number = 0, has_name = 0, problem;
    char *words[MOST_WORDS], *line = read_file(path, &problem);
    if (!line)
        return problem;
    while (*line) {
        char *end = line + strcspn(line, "\n"), *next = end + (*end == '\n');
        *end = 0;
        number++;
        if (!count)
            has_name = !isspace((unsigned char)*line);
        count = split(line, words, count, &open);
        if (count < 0)
            return number;
        line = next;
        if (open > 0 && *line)
            continue;
        if (count && !read_entry(words, count, has_name))
            return number;
        count = 0;
    }
    return open > 0 ? number : 0;
}
