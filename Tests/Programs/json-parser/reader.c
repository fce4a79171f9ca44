/* The reader: recursive values, escapes, Unicode, numbers. */
#include "json.h"
#include <stdlib.h>
#include <string.h>

const char *cursor;
int failed;

/* Skips blanks and takes a character if it comes next. */
static int take(char wanted) {
    cursor += strspn(cursor, " \t\r\n");
    if (*cursor != wanted)
        return 0;
    cursor++;
    return 1;
}

/* Writes a code point in UTF-8 and returns the end. */
static char *encode(char *out, unsigned code) {
    if (code < 0x80) {
        *out++ = (char)code;
    } else if (code < 0x800) {
        *out++ = (char)(0xc0 | code >> 6);
        *out++ = (char)(0x80 | (code & 63));
    } else {
        *out++ = (char)(0xe0 | code >> 12);
        *out++ = (char)(0x80 | (code >> 6 & 63));
        *out++ = (char)(0x80 | (code & 63));
    }
    return out;
}

/* Reads a string after its opening quote. */
static char *parse_text(void) {
    char *text = malloc(strlen(cursor) + 1), *out = text;
    while (*cursor && *cursor != '"') {
        if (*cursor != '\\') {
            *out++ = *cursor++;
            continue;
        }
        const char *found = strchr("n\nt\tr\rb\bf\f", cursor[1]);
        if (cursor[1] == 'u') {
            char digits[5] = "";
            strncpy(digits, cursor + 2, 4);
            out = encode(out, (unsigned)strtoul(digits, NULL, 16));
            cursor += 6;
        } else {
            *out++ = found && cursor[1] ? found[1] : cursor[1];
            cursor += 2;
        }
    }
    failed |= !take('"');
    *out = 0;
    return text;
}

/* Reads the members of a list or an object. */
static void parse_members(struct value *parent, char end) {
    struct value **place = &parent->child;
    if (take(end))
        return;
    do {
        char *key = NULL;
        if (parent->kind == OBJECT) {
            failed |= !take('"');
            key = failed ? NULL : parse_text();
            failed |= !take(':');
        }
        if (failed)
            return;
        *place = parse();
        (*place)->key = key;
        place = &(*place)->next;
    } while (!failed && take(','));
    failed |= !take(end);
}

/* Reads any value. */
struct value *parse(void) {
    struct value *value = calloc(1, sizeof *value);
    if (take('{')) {
        value->kind = OBJECT;
        parse_members(value, '}');
    } else if (take('[')) {
        value->kind = LIST;
        parse_members(value, ']');
    } else if (take('"')) {
        value->kind = TEXT;
        value->text = parse_text();
    } else if (strncmp(cursor, "null", 4) == 0) {
        cursor += 4;
    } else if (strncmp(cursor, "true", 4) == 0 || strncmp(cursor, "false", 5) == 0) {
        value->kind = BOOLEAN;
        value->number = *cursor == 't';
        cursor += *cursor == 't' ? 4 : 5;
    } else {
        char *end;
        value->kind = NUMBER;
        value->number = strtod(cursor, &end);
        failed |= end == cursor;
        cursor = end;
    }
    return value;
}
