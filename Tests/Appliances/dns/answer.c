/* Answering a question from the zone (RFC 1034, section 4.3.2, for one zone without delegations).
 */
#include "answer.h"

#include <ctype.h>
#include <string.h>

#include "zone.h"

enum { HEADER_SIZE = 12, CLASS_IN = 1, UDP_SIZE = 512, MOST_ALIASES = 8 };
enum { NO_ERROR = 0, FORMAT_ERROR = 1, NO_NAME = 3, NOT_IMPLEMENTED = 4, REFUSED = 5 };

/* Sections after the question. */
enum { ANSWER = 6, AUTHORITY = 8, ADDITIONAL = 10 };

/* A message being written. */
struct writer {
    uint8_t *message;
    size_t length, room;
    int is_truncated;
};

/* Writes a number of two bytes. */
static void put16(uint8_t *to, unsigned value) {
    to[0] = (uint8_t)(value >> 8);
    to[1] = (uint8_t)value;
}

/* Reads a number of two bytes. */
static unsigned get16(const uint8_t *from) {
    return from[0] << 8 | from[1];
}

/* Adds a record to a section; `name` stands for its own when that is already in the message. */
static void add(struct writer *writer, int section, const struct record *record, unsigned name) {
    size_t name_size = name ? 2 : name_length(record->name);
    uint8_t *to = writer->message + writer->length;
    if (writer->length + name_size + 10 + record->length > writer->room) {
        writer->is_truncated = 1;
        return;
    }
    if (name)
        put16(to, 0xc000 | name);
    else
        memcpy(to, record->name, name_size);
    to += name_size;
    put16(to, record->type);
    put16(to + 2, CLASS_IN);
    put16(to + 4, record->ttl >> 16);
    put16(to + 6, record->ttl);
    put16(to + 8, record->length);
    memcpy(to + 10, record->data, record->length);
    writer->length += name_size + 10 + record->length;
    put16(writer->message + section, get16(writer->message + section) + 1);
}

/* Adds the addresses of the name that a record's data ends with. */
static void add_addresses(struct writer *writer, const struct record *record) {
    size_t skip = record->type == TYPE_MX ? 2 : record->type == TYPE_SRV ? 6 : 0;
    if (record->type != TYPE_NS && record->type != TYPE_MX && record->type != TYPE_SRV)
        return;
    for (const struct record *other = records; other; other = other->next) {
        if ((other->type == TYPE_A || other->type == TYPE_AAAA) &&
            name_equal(other->name, record->data + skip)) {
            int before = writer->is_truncated;
            add(writer, ADDITIONAL, other, 0);
            writer->is_truncated = before;
        }
    }
}

/* Returns whether there is a name, or one below it. */
static int exists(const uint8_t *name) {
    for (const struct record *record = records; record; record = record->next)
        if (name_is_below(record->name, name))
            return 1;
    return 0;
}

/* Returns the owner of the records for a name: itself or, when there is no such name, the star
 * below the next one above it that there is (RFC 4592). Null when there is none. */
static const uint8_t *owner_of(const uint8_t *name, uint8_t *star) {
    const uint8_t *above = name;
    if (exists(name))
        return name;
    while (*above && !exists(above))
        above += *above + 1;
    memcpy(star, "\1*", 2);
    memcpy(star + 2, above, name_length(above));
    return name_length(above) <= NAME_SIZE - 2 && exists(star) ? star : NULL;
}

/* Adds the records of an owner with a type; returns how many. `name` stands for their own. Sets
 * `*alias` to its alias, if there is one. */
static size_t add_all(struct writer *writer, const uint8_t *owner, unsigned type, unsigned name,
                      const struct record **alias) {
    size_t count = 0;
    for (const struct record *record = records; record; record = record->next) {
        if (!name_equal(record->name, owner))
            continue;
        if (record->type == type || type == TYPE_ANY) {
            add(writer, ANSWER, record, name);
            count++;
        } else if (record->type == TYPE_CNAME) {
            *alias = record;
        }
    }
    return count;
}

/* Returns the record of the zone that a name is in, or null. */
static const struct record *zone_of(const uint8_t *name) {
    for (const struct record *record = records; record; record = record->next)
        if (record->type == TYPE_SOA && name_is_below(name, record->name))
            return record;
    return NULL;
}

/* Answers for a name and a type; returns the code of the answer. */
static int look_up(struct writer *writer, const uint8_t *name, unsigned type) {
    const struct record *soa = zone_of(name);
    unsigned at = HEADER_SIZE;
    uint8_t star[NAME_SIZE];
    if (!soa)
        return REFUSED;
    for (int aliases = 0; aliases < MOST_ALIASES; aliases++) {
        const uint8_t *owner = owner_of(name, star);
        const struct record *alias = NULL;
        size_t count = owner ? add_all(writer, owner, type, at, &alias) : 0;
        if (!alias) {
            if (!count)
                add(writer, AUTHORITY, soa, 0);
            return owner ? NO_ERROR : NO_NAME;
        }
        add(writer, ANSWER, alias, at);
        // The name of what follows is at the end of the alias.
        name = alias->data;
        at = (unsigned)writer->length - alias->length;
        if (writer->is_truncated || !name_is_below(name, soa->name))
            return NO_ERROR;
    }
    return NO_ERROR;
}

/* Adds the addresses that the answers speak of. */
static void add_additional(struct writer *writer, const uint8_t *name, unsigned type) {
    uint8_t star[NAME_SIZE];
    name = owner_of(name, star);
    for (const struct record *record = records; name && record; record = record->next)
        if (record->type == type && name_equal(record->name, name))
            add_addresses(writer, record);
}

/* Reads the name of the question in small letters; returns where it ends, or 0. */
static size_t read_question(const uint8_t *query, size_t length, uint8_t *name) {
    size_t at = HEADER_SIZE, to = 0;
    while (at < length && query[at]) {
        size_t label = query[at];
        if (label > 63 || at + label + 1 >= length || to + label + 1 >= NAME_SIZE)
            return 0;
        name[to++] = query[at++];
        while (label--)
            name[to++] = (uint8_t)tolower(query[at++]);
    }
    name[to] = 0;
    return at + 5 <= length ? at + 1 : 0;
}

/* Reads what an OPT record at `at` says about the size of answers; 0 when there is none. */
static unsigned read_size(const uint8_t *query, size_t length, size_t at) {
    if (get16(query + ADDITIONAL) != 1 || get16(query + ANSWER) || get16(query + AUTHORITY) ||
        at + 11 > length || query[at] || get16(query + at + 1) != TYPE_OPT)
        return 0;
    return get16(query + at + 3) < UDP_SIZE ? UDP_SIZE : get16(query + at + 3);
}

/* Writes an answer of at most `room` bytes to a query; over UDP less may fit. Returns its length,
 * or 0 when there is nothing to answer. */
size_t answer_query(const uint8_t *query, size_t length, uint8_t *message, size_t room,
                    int is_udp) {
    struct writer writer = {.message = message};
    uint8_t name[NAME_SIZE];
    unsigned type, size;
    int code;
    size_t end;
    if (length < HEADER_SIZE || query[2] & 0x80)
        return 0;
    memset(message, 0, HEADER_SIZE);
    memcpy(message, query, 2);
    message[2] = (uint8_t)(0x80 | (query[2] & 0x79));
    end = get16(query + 4) == 1 ? read_question(query, length, name) : 0;
    if (query[2] & 0x78 || !end) {
        message[3] = query[2] & 0x78 ? NOT_IMPLEMENTED : FORMAT_ERROR;
        return HEADER_SIZE;
    }
    type = get16(query + end);
    size = read_size(query, length, end + 4);
    memcpy(message + HEADER_SIZE, query + HEADER_SIZE, end + 4 - HEADER_SIZE);
    put16(message + 4, 1);
    writer.length = end + 4;
    writer.room = is_udp && (size ? size : UDP_SIZE) < room ? (size ? size : UDP_SIZE) : room;
    if (size)
        writer.room -= 11;
    code = get16(query + end + 2) == CLASS_IN ? look_up(&writer, name, type) : REFUSED;
    if (code == NO_ERROR)
        add_additional(&writer, name, type);
    message[2] |= (code == REFUSED ? 0 : 4) | (writer.is_truncated ? 2 : 0);
    message[3] = (uint8_t)code;
    if (size) {
        static const uint8_t option[11] = {0, 0, TYPE_OPT, 1232 >> 8, 1232 & 255};
        memcpy(message + writer.length, option, sizeof option);
        writer.length += sizeof option;
        put16(message + ADDITIONAL, get16(message + ADDITIONAL) + 1);
    }
    return writer.length;
}
