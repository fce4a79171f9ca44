/* A web server for static files: HTTP/1.0 and 1.1, GET and HEAD, keep-alive, pipelined requests.
 *
 *     web [PORT [FOLDER]]          (80 and /www)
 *
 * One process waits for all connections with epoll. A request's head fits into a buffer; files are
 * sent by sendfile. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_SIZE = 4096, MOST_EVENTS = 64, PIECE = 16 };

/* A connection: what came and was not dealt with, and what is being sent. */
struct connection {
    struct connection *next;
    int socket, file;
    int keeps_alive;
    size_t received, answer_length, answer_sent;
    off_t offset, end;
    char head[HEAD_SIZE + 1];
    char answer[256];
};

static int epoll;
static const char *folder = "/www";

/* Connections that are not in use. */
static struct connection *spare;

/* Returns a connection for a socket, or null. */
static struct connection *begin(int socket) {
    struct connection *connection;
    if (!spare) {
        struct connection *more = mmap(NULL, PIECE * sizeof *more, PROT_READ | PROT_WRITE,
                                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (more == MAP_FAILED)
            return NULL;
        for (int i = 0; i < PIECE; i++) {
            more[i].next = spare;
            spare = &more[i];
        }
    }
    connection = spare;
    spare = connection->next;
    connection->socket = socket;
    connection->file = -1;
    connection->keeps_alive = 0;
    connection->received = connection->answer_length = connection->answer_sent = 0;
    return connection;
}

/* Ends a connection. */
static void end(struct connection *connection) {
    if (connection->file >= 0)
        close(connection->file);
    close(connection->socket);
    connection->next = spare;
    spare = connection;
}

/* Returns the type of a file by its name. */
static const char *type_of(const char *path) {
    static const char *const types[][2] = {
        {".html", "text/html"},        {".css", "text/css"},      {".js", "text/javascript"},
        {".txt", "text/plain"},        {".png", "image/png"},     {".jpg", "image/jpeg"},
        {".json", "application/json"}, {".svg", "image/svg+xml"},
    };
    const char *ending = strrchr(path, '.');
    for (size_t i = 0; ending && i < sizeof types / sizeof *types; i++)
        if (!strcasecmp(ending, types[i][0]))
            return types[i][1];
    return "application/octet-stream";
}

/* Adds text to the answer, for which there is room. */
static void add(struct connection *connection, const char *text) {
    size_t length = strlen(text);
    memcpy(connection->answer + connection->answer_length, text, length);
    connection->answer_length += length;
}

/* Writes the head of an answer. */
static void answer(struct connection *connection, const char *status, const char *type,
                   long length) {
    char number[24], *digits = number + sizeof number;
    *--digits = 0;
    do {
        *--digits = (char)('0' + length % 10);
        length /= 10;
    } while (length);
    connection->answer_length = connection->answer_sent = 0;
    add(connection, "HTTP/1.1 ");
    add(connection, status);
    add(connection, "\r\nContent-Type: ");
    add(connection, type);
    add(connection, "\r\nContent-Length: ");
    add(connection, digits);
    add(connection, connection->keeps_alive ? "\r\nConnection: keep-alive\r\n\r\n"
                                            : "\r\nConnection: close\r\n\r\n");
}

/* Answers with an error, whose name is the whole body. */
static void refuse(struct connection *connection, const char *status, int has_body) {
    answer(connection, status, "text/plain", (long)strlen(status));
    if (has_body)
        add(connection, status);
}

/* Returns the value of a hexadecimal digit, or -1. */
static int digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes %XX in a path; returns whether the path is a safe one. */
static int decode(char *path) {
    char *to = path;
    for (char *from = path; *from && *from != '?'; from++) {
        char c = *from;
        if (c == '%') {
            int high = digit(from[1]), low = high < 0 ? -1 : digit(from[2]);
            c = (char)(high * 16 + low);
            if (low < 0 || !c)
                return 0;
            from += 2;
        }
        *to++ = c;
    }
    *to = 0;
    return path[0] == '/' && !strstr(path, "/../") && !strstr(path, "/./") &&
           (to - path < 3 || strcmp(to - 3, "/.."));
}

/* Opens the file for `path` and answers. */
static void serve(struct connection *connection, char *path, int has_body) {
    static const char index[] = "index.html";
    char name[HEAD_SIZE + 256], *stop;
    struct stat status;
    if (!decode(path)) {
        refuse(connection, "400 Bad Request", has_body);
        return;
    }
    stop = stpcpy(stpcpy(name, folder), path);
    if (stop[-1] == '/')
        memcpy(stop, index, sizeof index);
    connection->file = open(name, O_RDONLY | O_CLOEXEC);
    if (connection->file < 0 || fstat(connection->file, &status) || !S_ISREG(status.st_mode)) {
        if (connection->file >= 0)
            close(connection->file);
        connection->file = -1;
        refuse(connection, "404 Not Found", has_body);
        return;
    }
    connection->offset = 0;
    connection->end = has_body ? status.st_size : 0;
    answer(connection, "200 OK", type_of(name), status.st_size);
}

/* Returns whether the head has a line `name: value`. */
static int has_field(const char *head, const char *name, const char *value) {
    size_t length = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, length) || line[length] != ':')
            continue;
        line += length + 1;
        line += strspn(line, " \t");
        if (!strncasecmp(line, value, strlen(value)))
            return 1;
    }
    return 0;
}

/* Deals with the first request if all of its head is there; returns whether it was. */
static int take_request(struct connection *connection) {
    char *head = connection->head, *stop, *path, *version;
    size_t length;
    int is_head;
    head[connection->received] = 0;
    stop = strstr(head, "\r\n\r\n");
    if (!stop) {
        if (connection->received < HEAD_SIZE)
            return 0;
        connection->keeps_alive = 0;
        connection->received = 0;
        refuse(connection, "431 Request Header Fields Too Large", 1);
        return 1;
    }
    stop[2] = 0;
    length = stop + 4 - head;
    path = strchr(head, ' ');
    version = path ? strchr(path + 1, ' ') : NULL;
    is_head = !strncmp(head, "HEAD ", 5);
    connection->keeps_alive = 0;
    if (!version || strncmp(version, " HTTP/1.", 8)) {
        refuse(connection, "400 Bad Request", 1);
    } else {
        connection->keeps_alive = version[8] == '1' ? !has_field(head, "Connection", "close")
                                                    : has_field(head, "Connection", "keep-alive");
        *version = 0;
        if (is_head || !strncmp(head, "GET ", 4))
            serve(connection, path + 1, !is_head);
        else
            refuse(connection, "501 Not Implemented", 1);
    }
    connection->received -= length;
    memmove(head, head + length, connection->received);
    return 1;
}

/* Sends what is left of the answer; returns 1 when all is sent, 0 when there is no room, -1 when
 * the connection is broken. */
static int send_answer(struct connection *connection) {
    int more = connection->file >= 0 && connection->offset < connection->end ? MSG_MORE : 0;
    while (connection->answer_sent < connection->answer_length) {
        ssize_t count =
            send(connection->socket, connection->answer + connection->answer_sent,
                 connection->answer_length - connection->answer_sent, MSG_NOSIGNAL | more);
        if (count < 0)
            return errno == EAGAIN ? 0 : -1;
        connection->answer_sent += count;
    }
    while (connection->file >= 0 && connection->offset < connection->end) {
        ssize_t count = sendfile(connection->socket, connection->file, &connection->offset,
                                 connection->end - connection->offset);
        if (count < 0)
            return errno == EAGAIN ? 0 : -1;
        if (!count)
            return -1;
    }
    if (connection->file >= 0)
        close(connection->file);
    connection->file = -1;
    connection->answer_length = 0;
    return 1;
}

/* Goes on with a connection as far as possible. */
static void go_on(struct connection *connection) {
    for (;;) {
        ssize_t count;
        if (connection->answer_length) {
            int result = send_answer(connection);
            if (!result)
                return;
            if (result < 0 || !connection->keeps_alive) {
                end(connection);
                return;
            }
        }
        if (take_request(connection))
            continue;
        count = recv(connection->socket, connection->head + connection->received,
                     HEAD_SIZE - connection->received, 0);
        if (count < 0 && errno == EAGAIN)
            return;
        if (count <= 0) {
            end(connection);
            return;
        }
        connection->received += count;
    }
}

/* Takes all connections that wait. */
static void take_connections(int listening) {
    int one = 1, socket;
    while ((socket = accept4(listening, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct connection *connection = begin(socket);
        struct epoll_event event = {EPOLLIN | EPOLLOUT | EPOLLET, {.ptr = connection}};
        if (!connection) {
            close(socket);
            continue;
        }
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event))
            end(connection);
    }
}

/* Ends the program with a reason. */
static int fail(const char *reason) {
    ssize_t count = write(STDERR_FILENO, reason, strlen(reason));
    (void)count;
    return 1;
}

/* Returns a port, or -1. */
static int read_port(const char *text) {
    int port = 0;
    for (; *text && port <= 65535; text++) {
        if (*text < '0' || *text > '9')
            return -1;
        port = port * 10 + (*text - '0');
    }
    return port <= 65535 ? port : -1;
}

/* Serves for ever. */
int main(int count, char **arguments) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    struct epoll_event events[MOST_EVENTS], event = {.events = EPOLLIN};
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
    int port = count > 1 ? read_port(arguments[1]) : 80;
    if (port < 0)
        return fail("web: the first argument is not a port\n");
    address.sin_port = htons((uint16_t)port);
    if (count > 2)
        folder = arguments[2];
    if (strlen(folder) > 200)
        return fail("web: the name of the folder is too long\n");
    signal(SIGPIPE, SIG_IGN);
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (listening < 0 || bind(listening, (struct sockaddr *)&address, sizeof address) ||
        listen(listening, 128)) {
        return fail("web: cannot listen\n");
    }
    epoll = epoll_create1(EPOLL_CLOEXEC);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listening, &event);
    for (;;) {
        int ready = epoll_wait(epoll, events, MOST_EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr)
                go_on(events[i].data.ptr);
            else
                take_connections(listening);
        }
    }
}
