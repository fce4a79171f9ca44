// Answers of netlink sockets: messages, and the attributes behind each.

#include <string.h>

#include "files/bytes.h"
#include "memory/blocks.h"
#include "network/netlink/netlink.h"

/// What stands before an attribute.
struct attribute {
    uint16_t length, type;
};

/// Returns a length with the padding behind it.
static size_t padded(size_t length) {
    return (length + 3) & ~3UL;
}

/// Returns an empty answer of at most `room` bytes, or null.
struct answer *answer_begin(size_t room) {
    struct answer *answer = block_allocate_zeroed(sizeof *answer + room);

    if (answer)
        answer->room = room;
    return answer;
}

/// Begins a message that answers `request`, with `length` bytes before its attributes; returns
/// those. The caller has seen to it that there is room.
void *answer_message(struct answer *answer, const struct netlink_header *request, int type,
                     uint32_t port, size_t length) {
    struct netlink_header *header = (struct netlink_header *)(answer->bytes + answer->length);

    *header = (struct netlink_header){
        .length = sizeof *header + length,
        .type = type,
        .flags = request->flags & FLAG_DUMP ? FLAG_MULTIPLE : 0,
        .sequence = request->sequence,
        .port = port,
    };
    answer->length += padded(header->length);
    return header + 1;
}

/// Adds an attribute to the message that begins at the offset `start` of the answer.
static void add(struct answer *answer, size_t start, int type, const void *bytes, size_t length) {
    struct netlink_header *header = (struct netlink_header *)(answer->bytes + start);
    struct attribute *attribute = (struct attribute *)(answer->bytes + answer->length);

    *attribute = (struct attribute){sizeof *attribute + length, type};
    bytes_copy(attribute + 1, bytes, length);
    answer->length += padded(attribute->length);
    header->length = answer->length - start;
}

/// Adds an attribute to the last message.
void answer_attribute(struct answer *answer, int type, const void *bytes, size_t length) {
    size_t start = 0, next;

    for (;; start = next) {
        const struct netlink_header *header =
            (const struct netlink_header *)(answer->bytes + start);

        next = start + padded(header->length);
        if (next >= answer->length)
            break;
    }
    add(answer, start, type, bytes, length);
}
