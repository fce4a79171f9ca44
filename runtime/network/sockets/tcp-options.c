// TCP sockets: options.

#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>

#include "network/sockets/tcp.h"
#include "sockets/options.h"

// Options of TCP, as Linux numbers them; lwIP has other numbers under these names.
enum {
    OPTION_NO_DELAY = 1,
    OPTION_SEGMENT = 2,
    OPTION_CORK = 3,
    OPTION_KEEP_IDLE = 4,
    OPTION_KEEP_INTERVAL = 5,
    OPTION_KEEP_COUNT = 6,
    OPTION_SYN_COUNT = 7,
    OPTION_LINGER2 = 8,
    OPTION_DEFER_ACCEPT = 9,
    OPTION_WINDOW_CLAMP = 10,
    OPTION_QUICK_ACK = 12,
    OPTION_USER_TIMEOUT = 18,
    OPTION_FAST_OPEN = 23,
};

/// Switches a flag of a control block.
static void set_flag(struct tcp_pcb *block, unsigned flag, int on) {
    if (on)
        tcp_set_flags(block, flag);
    else
        tcp_clear_flags(block, flag);
}

/// Sets an option of TCP.
static long set_tcp(struct tcp_socket *tcp, int option, int number) {
    struct tcp_pcb *block = tcp->block;

    switch (option) {
    case OPTION_NO_DELAY:
        tcp->has_no_delay = number != 0;
        if (tcp->socket.is_listening)
            return 0;
        set_flag(block, TF_NODELAY, number);
        if (number && tcp->is_connected)
            tcp_output(block);
        return 0;
    case OPTION_CORK:
        tcp->is_corked = number != 0;
        if (!number && tcp->is_connected)
            tcp_output(block);
        return 0;
    case OPTION_KEEP_IDLE:
    case OPTION_KEEP_INTERVAL:
    case OPTION_KEEP_COUNT:
        if (number < 1 || number > 32767)
            return -EINVAL;
        if (tcp->socket.is_listening)
            return 0;
        if (option == OPTION_KEEP_IDLE)
            block->keep_idle = number * 1000;
        else if (option == OPTION_KEEP_INTERVAL)
            block->keep_intvl = number * 1000;
        else
            block->keep_cnt = number;
        return 0;
    case OPTION_SEGMENT:
    case OPTION_SYN_COUNT:
    case OPTION_LINGER2:
    case OPTION_DEFER_ACCEPT:
    case OPTION_WINDOW_CLAMP:
    case OPTION_QUICK_ACK:
    case OPTION_USER_TIMEOUT:
        return 0;
    default:
        return -ENOPROTOOPT;
    }
}

/// Returns the fields of a control block that options concern.
static struct internet_fields fields(struct tcp_pcb *block) {
    return (struct internet_fields){&block->so_options, &block->tos, &block->ttl, &block->local_ip,
                                    block->local_port};
}

/// Sets an option.
long tcp_socket_set_option(struct socket *socket, int level, int option, const void *value,
                           socklen_t length) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    struct internet_fields of_block;
    int number;

    if (!tcp->block)
        return level == SOL_SOCKET ? 0 : -EINVAL;
    if (level == IPPROTO_TCP)
        return option_read_int(value, length, &number) ? -EINVAL : set_tcp(tcp, option, number);
    of_block = fields(tcp->block);
    return internet_set_option(&of_block, level, option, value, length);
}

/// Tells an option of TCP.
static long get_tcp(struct tcp_socket *tcp, int option, void *value, socklen_t *length) {
    struct tcp_pcb *block = tcp->block;

    switch (option) {
    case OPTION_NO_DELAY:
        return option_write_int(tcp->has_no_delay, value, length);
    case OPTION_CORK:
        return option_write_int(tcp->is_corked, value, length);
    case OPTION_SEGMENT:
        return option_write_int(tcp->socket.is_listening ? TCP_MSS : tcp_mss(block), value, length);
    case OPTION_KEEP_IDLE:
        return option_write_int(block->keep_idle / 1000, value, length);
    case OPTION_KEEP_INTERVAL:
        return option_write_int(block->keep_intvl / 1000, value, length);
    case OPTION_KEEP_COUNT:
        return option_write_int(block->keep_cnt, value, length);
    default:
        return -ENOPROTOOPT;
    }
}

/// Tells an option.
long tcp_socket_get_option(struct socket *socket, int level, int option, void *value,
                           socklen_t *length) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    struct internet_fields of_block;

    if (!tcp->block)
        return -EINVAL;
    if (level == IPPROTO_TCP)
        return get_tcp(tcp, option, value, length);
    of_block = fields(tcp->block);
    return internet_get_option(&of_block, level, option, value, length);
}
