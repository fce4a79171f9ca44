/* The records of a zone. */
#ifndef ZONE_H
#define ZONE_H

#include <stddef.h>
#include <stdint.h>

/* Types of records. */
enum {
    TYPE_A = 1,
    TYPE_NS = 2,
    TYPE_CNAME = 5,
    TYPE_SOA = 6,
    TYPE_PTR = 12,
    TYPE_MX = 15,
    TYPE_TXT = 16,
    TYPE_AAAA = 28,
    TYPE_SRV = 33,
    TYPE_OPT = 41,
    TYPE_ANY = 255
};

enum { NAME_SIZE = 255 };

/* A record: names are in the form of messages, in small letters. */
struct record {
    struct record *next;
    uint8_t *name, *data;
    uint32_t ttl;
    uint16_t type, length;
};

/* The first record, and those behind it, in their order in the file. */
extern struct record *records;

enum { ZONE_NO_FILE = -1, ZONE_NO_MEMORY = -2 };

int zone_read(const char *path);
size_t name_length(const uint8_t *name);
int name_equal(const uint8_t *one, const uint8_t *other);
int name_is_below(const uint8_t *name, const uint8_t *zone);

#endif
