/* An authoritative DNS server for one zone, over UDP and TCP.
 *
 *     dns [ZONE-FILE [PORT]]          (/zone and 53) */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "answer.h"
#include "zone.h"

enum { MESSAGE_SIZE = 65535, MOST_CONNECTIONS = 16, FIRST_CONNECTION = 2 };

/* A TCP connection: a query that is coming in behind its length. */
struct connection {
    size_t received;
    uint8_t query[2 + 512];
};

static struct pollfd polled[FIRST_CONNECTION + MOST_CONNECTIONS];
static struct connection connections[MOST_CONNECTIONS];
static uint8_t message[2 + MESSAGE_SIZE];

/* Says something where errors are said. */
static void say(const char *text) {
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        exit(1);
}

/* Says which line of a zone file is wrong, or that there is no file. */
static void complain(const char *path, int line) {
    char digits[12], *first = digits + sizeof digits - 1;
    say(line < 0 ? "dns: no file " : "dns: ");
    say(path);
    if (line > 0) {
        *first = 0;
        for (; line; line /= 10)
            *--first = (char)('0' + line % 10);
        say(":");
        say(first);
        say(": not a record");
    }
    say("\n");
}

/* Makes a socket of a type on a port, or ends the program. */
static int open_socket(int type, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    int socket_ = socket(AF_INET, type | SOCK_NONBLOCK, 0), one = 1;
    setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (socket_ < 0 || bind(socket_, (struct sockaddr *)&address, sizeof address) ||
        (type == SOCK_STREAM && listen(socket_, MOST_CONNECTIONS))) {
        say("dns: cannot listen\n");
        exit(1);
    }
    return socket_;
}

/* Answers all datagrams that wait. */
static void answer_datagrams(int socket_) {
    uint8_t query[2048];
    struct sockaddr_in from;
    socklen_t size = sizeof from;
    ssize_t count;
    while ((count = recvfrom(socket_, query, sizeof query, 0, (struct sockaddr *)&from, &size)) >=
           0) {
        size_t length = answer_query(query, (size_t)count, message, MESSAGE_SIZE, 1);
        if (length)
            sendto(socket_, message, length, 0, (struct sockaddr *)&from, size);
        size = sizeof from;
    }
}

/* Takes the connections that wait; when there are too many, each ends the oldest one. */
static void take_connections(int listening) {
    static unsigned next;
    int socket_;
    while ((socket_ = accept4(listening, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        unsigned place = next++ % MOST_CONNECTIONS;
        if (polled[FIRST_CONNECTION + place].fd >= 0)
            close(polled[FIRST_CONNECTION + place].fd);
        polled[FIRST_CONNECTION + place].fd = socket_;
        polled[FIRST_CONNECTION + place].revents = 0;
        connections[place].received = 0;
    }
}

/* Writes all bytes; returns whether that went well. A client that does not read is dropped. */
static int write_all(int socket_, const uint8_t *bytes, size_t count) {
    while (count) {
        ssize_t written = send(socket_, bytes, count, MSG_NOSIGNAL);
        if (written <= 0)
            return 0;
        bytes += written;
        count -= (size_t)written;
    }
    return 1;
}

/* Answers the queries of a connection that are there; returns whether it goes on. */
static int answer_connection(struct connection *connection, int socket_) {
    for (;;) {
        size_t length = 0, done = connection->received, answer;
        ssize_t count;
        if (done >= 2)
            length = 2 + (size_t)(connection->query[0] << 8 | connection->query[1]);
        if (length > sizeof connection->query)
            return 0;
        if (length && done >= length) {
            answer = answer_query(connection->query + 2, length - 2, message + 2, MESSAGE_SIZE, 0);
            message[0] = (uint8_t)(answer >> 8);
            message[1] = (uint8_t)answer;
            if (!answer || !write_all(socket_, message, answer + 2))
                return 0;
            connection->received -= length;
            memmove(connection->query, connection->query + length, connection->received);
            continue;
        }
        count = recv(socket_, connection->query + done, sizeof connection->query - done, 0);
        if (count <= 0)
            return count < 0 && errno == EAGAIN;
        connection->received += (size_t)count;
    }
}

/* Serves for ever. */
int main(int count, char **arguments) {
    const char *path = count > 1 ? arguments[1] : "/zone";
    int port = count > 2 ? atoi(arguments[2]) : 53, line = zone_read(path);
    if (line) {
        complain(path, line);
        return 1;
    }
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < FIRST_CONNECTION + MOST_CONNECTIONS; i++)
        polled[i] = (struct pollfd){-1, POLLIN, 0};
    polled[0].fd = open_socket(SOCK_DGRAM, port);
    polled[1].fd = open_socket(SOCK_STREAM, port);
    for (;;) {
        poll(polled, FIRST_CONNECTION + MOST_CONNECTIONS, -1);
        if (polled[0].revents)
            answer_datagrams(polled[0].fd);
        if (polled[1].revents)
            take_connections(polled[1].fd);
        for (int i = 0; i < MOST_CONNECTIONS; i++) {
            struct pollfd *entry = &polled[FIRST_CONNECTION + i];
            if (entry->fd >= 0 && entry->revents &&
                !answer_connection(&connections[i], entry->fd)) {
                close(entry->fd);
                entry->fd = -1;
            }
        }
    }
}
