// Descriptors that are sent along (SCM_RIGHTS).

#define _GNU_SOURCE
#include <errno.h>
#include <string.h>

#include "files/file.h"
#include "memory/blocks.h"
#include "sockets/local/local.h"

/// Puts the files of a list of descriptors into a packet, with a use of each.
static long add_files(struct packet *packet, const int *descriptors, unsigned count) {
    if (packet->file_count || count > LOCAL_FILES)
        return -EINVAL;
    if (!count)
        return 0;
    packet->files = block_allocate(count * sizeof *packet->files);
    if (!packet->files)
        return -ENOMEM;
    packet->file_count = count;
    for (unsigned i = 0; i < count; i++) {
        packet->files[i] = file_get(descriptors[i]);
        if (!packet->files[i]) {
            // Only those before it are in use; the list is freed as it was made.
            while (i > 0)
                file_release(packet->files[--i]);
            block_free(packet->files, count * sizeof *packet->files);
            packet->files = NULL;
            packet->file_count = 0;
            return -EBADF;
        }
        file_hold(packet->files[i]);
    }
    return 0;
}

/// Takes the descriptors of a message into a packet.
long packet_take_files(struct packet *packet, const struct message *message) {
    struct msghdr header = {
        .msg_control = message->control,
        .msg_controllen = message->control ? message->control_length : 0,
    };

    for (struct cmsghdr *part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
        size_t room = (char *)message->control + message->control_length - (char *)part;
        long problem;

        if (part->cmsg_len < sizeof *part || part->cmsg_len > room)
            return -EINVAL;
        if (part->cmsg_level != SOL_SOCKET)
            continue;
        if (part->cmsg_type != SCM_RIGHTS)
            return -EINVAL;
        problem =
            add_files(packet, (int *)CMSG_DATA(part), (part->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        if (problem)
            return problem;
    }
    return 0;
}

/// Gives the descriptors of a packet to who receives it, as far as there is room for them.
void packet_give_files(struct packet *packet, struct message *message) {
    size_t room = message->control_length - message->control_used;
    struct cmsghdr *part = (struct cmsghdr *)((char *)message->control + message->control_used);
    unsigned given = 0;

    while (message->control && given < packet->file_count &&
           CMSG_LEN((given + 1) * sizeof(int)) <= room) {
        int flags = message->flags & MSG_CMSG_CLOEXEC ? SOCK_CLOEXEC : 0;
        long descriptor = descriptor_open(file_hold(packet->files[given]), flags);

        if (descriptor < 0)
            break;
        ((int *)CMSG_DATA(part))[given++] = descriptor;
    }
    if (given < packet->file_count)
        message->result_flags |= MSG_CTRUNC;
    if (given) {
        size_t space = CMSG_SPACE(given * sizeof(int));

        *part = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(given * sizeof(int)),
            .cmsg_level = SOL_SOCKET,
            .cmsg_type = SCM_RIGHTS,
        };
        message->control_used += space < room ? space : room;
    }
    if (!(message->flags & MSG_PEEK)) {
        for (unsigned i = 0; i < packet->file_count; i++)
            file_release(packet->files[i]);
        block_free(packet->files, packet->file_count * sizeof *packet->files);
        packet->files = NULL;
        packet->file_count = 0;
    }
}
