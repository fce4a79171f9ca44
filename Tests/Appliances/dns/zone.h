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
    uint8_t name[NAME_SIZE];
    uint16_t type, length;
    uint32_t ttl;
    uint8_t *data;
};

extern struct record *records;
extern size_t record_count;

int zone_read(const char *path);
size_t name_length(const uint8_t *name);
int name_equal(const uint8_t *one, const uint8_t *other);
int name_is_below(const uint8_t *name, const uint8_t *zone);

#endif
