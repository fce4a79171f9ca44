/* Addresses without a network: inet_pton and inet_ntop, old inet_aton, byte orders, numeric
 * getaddrinfo. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const char *const fours[] = {"127.0.0.1", "255.255.255.255", "1.2.3", "256.1.1.1",
                                    "01.2.3.4",  "1.2.3.4x",        ""};
static const char *const sixes[] = {"::",
                                    "::1",
                                    "2001:db8::ff00:42:8329",
                                    "fe80::1:0:0:0:1",
                                    "::ffff:10.0.0.1",
                                    "1:2:3:4:5:6:7:8",
                                    "1::2::3",
                                    "12345::",
                                    "1:2:3:4:5:6:7"};

/* Converts texts of one family to addresses and back. */
static void convert(int family, const char *const *texts, int count) {
    for (int i = 0; i < count; i++) {
        unsigned char address[16];
        char text[INET6_ADDRSTRLEN] = "";
        int result = inet_pton(family, texts[i], address);
        printf("'%s' %d %s\n", texts[i], result,
               result == 1 ? inet_ntop(family, address, text, sizeof text) : "-");
    }
}

/* Orders texts. */
static int by_text(const void *a, const void *b) {
    return strcmp(a, b);
}

/* Resolves numeric hosts and ports only. Which family comes first depends on the routes that there
 * are, so the addresses are sorted. */
static void resolve(const char *host, const char *port, int flags) {
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | flags,
                             .ai_socktype = SOCK_STREAM},
                    *list;
    char name[64], service[16], found[8][96];
    int count = 0;
    int result = getaddrinfo(host, port, &hints, &list);
    printf("%s %s: %s", host ? host : "(any)", port, result ? gai_strerror(result) : "found");
    for (struct addrinfo *entry = result ? NULL : list; entry && count < 8;
         entry = entry->ai_next) {
        getnameinfo(entry->ai_addr, entry->ai_addrlen, name, sizeof name, service, sizeof service,
                    NI_NUMERICHOST | NI_NUMERICSERV);
        snprintf(found[count++], sizeof found[0], "[%s]:%s", name, service);
    }
    qsort(found, (size_t)count, sizeof found[0], by_text);
    for (int i = 0; i < count; i++)
        printf(" %s", found[i]);
    putchar('\n');
    if (!result)
        freeaddrinfo(list);
}

/* Converts in all directions. */
int main(void) {
    static const char *const old[] = {"10.1", "0x7f.1", "0177.0.0.1", "3232235777", "1.2.3.4.5"};
    struct in_addr address;
    convert(AF_INET, fours, sizeof fours / sizeof fours[0]);
    convert(AF_INET6, sixes, sizeof sixes / sizeof sixes[0]);
    for (unsigned i = 0; i < sizeof old / sizeof old[0]; i++) {
        int result = inet_aton(old[i], &address);
        printf("%s %d %s\n", old[i], result, result ? inet_ntoa(address) : "-");
    }
    printf("%04x %08x %u\n", htons(0x1234), htonl(0x12345678), ntohs(htons(80)));
    address.s_addr = htonl(0xc0a80101);
    printf("network %x, local %x, class C %d\n", inet_netof(address), inet_lnaof(address),
           IN_CLASSC(0xc0a80101) != 0);
    const struct in6_addr loop = IN6ADDR_LOOPBACK_INIT;
    printf("loop %d, mapped %d\n", IN6_IS_ADDR_LOOPBACK(&loop), IN6_IS_ADDR_V4MAPPED(&loop));
    resolve("192.168.1.1", "8080", 0);
    resolve("::1", "443", 0);
    resolve("not-numeric", "1", 0);
    resolve(NULL, "53", AI_PASSIVE);
    resolve("1.2.3.4", "http", 0);
    return 0;
}
