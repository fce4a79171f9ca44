// Sockets of AF_UNIX: pairs, streams and datagrams with names of both kinds, their errors, ends,
// poll and epoll, and descriptors that are passed along.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/// Prints what a call returned, and its error.
static void say(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result < 0 ? " " : "", result < 0 ? strerror(errno) : "");
}

/// Prints what a socket can do.
static void say_events(const char *what, int descriptor) {
    struct pollfd entry = {descriptor, POLLIN | POLLOUT | POLLRDHUP, 0};

    poll(&entry, 1, 0);
    printf("%s:%s%s%s%s%s\n", what, entry.revents & POLLIN ? " in" : "",
           entry.revents & POLLOUT ? " out" : "", entry.revents & POLLHUP ? " hup" : "",
           entry.revents & POLLRDHUP ? " rdhup" : "", entry.revents & POLLERR ? " err" : "");
}

/// Makes an address; a name that begins with @ is abstract.
static socklen_t name(struct sockaddr_un *address, const char *text) {
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    strcpy(address->sun_path, text);
    if (*text == '@')
        address->sun_path[0] = 0;
    return offsetof(struct sockaddr_un, sun_path) + strlen(text) + (*text == '@' ? 0 : 1);
}

/// Binds or connects.
static long use(int (*call)(int, const struct sockaddr *, socklen_t), int descriptor,
                const char *text) {
    struct sockaddr_un address;
    socklen_t length = name(&address, text);

    return call(descriptor, (struct sockaddr *)&address, length);
}

/// Prints a socket's own name, and the other side's.
static void say_names(int descriptor) {
    for (int i = 0; i < 2; i++) {
        struct sockaddr_un address = {0};
        socklen_t length = sizeof address;
        int result =
            (i ? getpeername : getsockname)(descriptor, (struct sockaddr *)&address, &length);

        if (result < 0)
            say("name", result);
        else
            printf("name of %d bytes: %s%s\n", (int)length,
                   length > 2 && !address.sun_path[0] ? "@" : "",
                   length > 2 ? address.sun_path + !address.sun_path[0] : "");
    }
}

/// Pairs of all types.
static void pairs(void) {
    int type[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
    char buffer[16];

    for (int i = 0; i < 3; i++) {
        int two[2], bytes;

        say("socketpair", socketpair(AF_UNIX, type[i] | SOCK_NONBLOCK, 0, two));
        say_events("new", two[0]);
        say("empty", read(two[1], buffer, sizeof buffer));
        say("write", write(two[0], "first", 5));
        say("write", write(two[0], "second", 6));
        ioctl(two[1], FIONREAD, &bytes);
        printf("%d bytes wait\n", bytes);
        say_events("something waits", two[1]);
        say("peek", recv(two[1], buffer, 3, MSG_PEEK));
        say("read", read(two[1], buffer, 8));
        printf("%.5s\n", buffer);
        say("read", recv(two[1], buffer, 2, MSG_TRUNC));
        say("shutdown", shutdown(two[0], SHUT_WR));
        say("the rest", read(two[1], buffer, sizeof buffer));
        say_events("one direction ended", two[1]);
        say("write", send(two[0], "x", 1, MSG_NOSIGNAL));
        close(two[0]);
        say("write", send(two[1], "x", 1, MSG_NOSIGNAL));
        say_events("closed", two[1]);
        close(two[1]);
    }
    say("socketpair", socketpair(AF_UNIX, SOCK_RAW + 7, 0, (int[2]){0}));
    say("socket", socket(AF_UNIX, SOCK_STREAM, 77));
}

/// Fills a stream, and empties it.
static void full(void) {
    static char block[10000], back[10000];
    size_t in = 0, out = 0, wrong = 0;
    int two[2];
    long part;

    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, two);
    while (1) {
        for (size_t i = 0; i < sizeof block; i++)
            block[i] = (in + i) * 7 % 251;
        part = write(two[0], block, sizeof block);
        if (part < 0)
            break;
        in += part;
    }
    say("full", part);
    printf("took much: %d\n", in > 50000);
    while ((part = read(two[1], back, 3333)) > 0) {
        for (long i = 0; i < part; i++)
            wrong += (unsigned char)back[i] != (out + i) * 7 % 251;
        out += part;
    }
    printf("all came: %d, wrong: %zu\n", in == out, wrong);
    say_events("empty again", two[0]);
    close(two[0]);
    close(two[1]);
}

/// Connections by name.
static void streams(const char *text) {
    int server = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0), taken;
    struct ucred who = {0};
    socklen_t length = sizeof who;
    char buffer[16];
    struct stat status;

    say("connect to nobody", use(connect, client, text));
    say("listen without a name", listen(server, 5));
    say("bind", use(bind, server, text));
    say("bind again", use(bind, server, "other"));
    say("connect before listen", use(connect, client, text));
    say("listen", listen(server, 5));
    say_events("listening", server);
    say("connect", use(connect, client, text));
    say("connect again", use(connect, client, text));
    say_events("someone waits", server);
    say("write before accept", write(client, "early", 5));
    taken = accept4(server, NULL, NULL, SOCK_CLOEXEC);
    printf("accepted: %d\n", taken >= 0);
    say("read", read(taken, buffer, sizeof buffer));
    say_names(server);
    say_names(taken);
    say_names(client);
    say("SO_PEERCRED", getsockopt(client, SOL_SOCKET, SO_PEERCRED, &who, &length));
    printf("peer is self: %d\n", who.pid == getpid());
    if (*text != '@') {
        say("stat", stat(text, &status));
        printf("is a socket: %d\n", S_ISSOCK(status.st_mode));
        say("open", open(text, O_RDWR));
        say("unlink", unlink(text));
    }
    say("write unread", write(client, "lost", 4));
    close(taken);
    say("reset", read(client, buffer, sizeof buffer));
    say("end", read(client, buffer, sizeof buffer));
    close(client);
    client = socket(AF_UNIX, SOCK_DGRAM, 0);
    say("wrong type or gone", use(connect, client, text));
    close(client);
    close(server);
    client = socket(AF_UNIX, SOCK_STREAM, 0);
    say("connect to the closed", use(connect, client, text));
    say("write unconnected", send(client, "x", 1, MSG_NOSIGNAL));
    say_events("unconnected", client);
    close(client);
}

/// Datagrams between names.
static void datagrams(void) {
    int one = socket(AF_UNIX, SOCK_DGRAM, 0), other = socket(AF_UNIX, SOCK_DGRAM, 0);
    struct sockaddr_un address, from;
    socklen_t length, from_length = sizeof from;
    char buffer[16];

    say("nowhere", send(one, "x", 1, 0));
    say("bind", use(bind, one, "one"));
    say("bind, taken", use(bind, other, "one"));
    say("bind", use(bind, other, "@other"));
    length = name(&address, "@other");
    say("sendto", sendto(one, "hello", 5, 0, (struct sockaddr *)&address, length));
    say("sendto, empty", sendto(one, "", 0, 0, (struct sockaddr *)&address, length));
    say("recvfrom", recvfrom(other, buffer, 4, 0, (struct sockaddr *)&from, &from_length));
    printf("from %s\n", from.sun_path);
    say("recvfrom, empty", recv(other, buffer, 4, 0));
    say("connect", use(connect, other, "one"));
    say("send", send(other, "answer", 6, 0));
    say("read", read(one, buffer, sizeof buffer));
    close(one);
    say("to the closed", send(other, "x", 1, 0));
    say("connect to the closed", use(connect, other, "one"));
    close(other);
    unlink("one");
}

/// Passes descriptors along.
static void rights(void) {
    int two[2], pipes[2], got[2] = {-1, -1};
    char space[CMSG_SPACE(2 * sizeof(int))] = {0}, byte = 'b', buffer[8] = "";
    struct iovec vector = {&byte, 1};
    struct msghdr message = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
    struct cmsghdr *part = CMSG_FIRSTHDR(&message);

    socketpair(AF_UNIX, SOCK_STREAM, 0, two);
    pipe(pipes);
    *part = (struct cmsghdr){
        .cmsg_len = CMSG_LEN(sizeof pipes), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(part), pipes, sizeof pipes);
    say("sendmsg", sendmsg(two[0], &message, 0));
    close(pipes[0]);
    close(pipes[1]);
    memset(space, 0, sizeof space);
    say("recvmsg", recvmsg(two[1], &message, MSG_CMSG_CLOEXEC));
    printf("%d bytes beside, type %d, flags %d\n", (int)message.msg_controllen, part->cmsg_type,
           message.msg_flags & (MSG_TRUNC | MSG_CTRUNC));
    memcpy(got, CMSG_DATA(part), sizeof got);
    printf("close on exec: %d\n", fcntl(got[0], F_GETFD));
    say("write", write(got[1], "through", 7));
    say("read", read(got[0], buffer, 7));
    printf("%s\n", buffer);
    close(got[0]);
    close(got[1]);
    *part = (struct cmsghdr){
        .cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(part), &(int){999}, sizeof(int));
    message.msg_controllen = CMSG_LEN(sizeof(int));
    say("no descriptor", sendmsg(two[0], &message, 0));
    close(two[0]);
    close(two[1]);
}

/// The other side of `threads`: sends back what comes until the end.
static void *echo(void *argument) {
    int server = *(int *)argument, client = accept(server, NULL, NULL);
    char buffer[100];
    long count;

    while ((count = read(client, buffer, sizeof buffer)) > 0)
        write(client, buffer, count);
    close(client);
    return NULL;
}

/// Two threads talk over a connection, and one waits by epoll.
static void threads(void) {
    int server = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
    int queue = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN | EPOLLET};
    char buffer[100];
    long total = 0;
    pthread_t thread;

    use(bind, server, "@echo");
    listen(server, 0);
    pthread_create(&thread, NULL, echo, &server);
    use(connect, client, "@echo");
    epoll_ctl(queue, EPOLL_CTL_ADD, client, &event);
    for (int i = 0; i < 100; i++) {
        write(client, "some words", 10);
        for (long count = 0; count < 10;) {
            if (epoll_wait(queue, &event, 1, 5000) != 1)
                printf("nothing came\n");
            count += read(client, buffer, sizeof buffer);
            total += count;
        }
    }
    shutdown(client, SHUT_WR);
    pthread_join(thread, NULL);
    printf("%ld bytes came back, then %ld\n", total, read(client, buffer, 1));
    close(client);
    close(server);
    close(queue);
}

/// Runs all parts.
int main(void) {
    signal(SIGPIPE, SIG_IGN);
    pairs();
    full();
    streams("socket");
    streams("@abstract");
    datagrams();
    rights();
    threads();
    return 0;
}
