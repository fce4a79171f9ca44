/* Interfaces: getifaddrs, if_nameindex, and what a netlink socket answers to other requests. Only
 * the loopback interface is the same everywhere. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Prints what is known of the loopback interface's addresses of IPv4 and of the interface itself.
 */
static void show(const struct ifaddrs *entry) {
    const struct sockaddr_in *four = (const struct sockaddr_in *)entry->ifa_addr;
    const struct sockaddr_ll *link = (const struct sockaddr_ll *)entry->ifa_addr;
    if (!(entry->ifa_flags & IFF_LOOPBACK) || !entry->ifa_addr)
        return;
    if (entry->ifa_addr->sa_family == AF_INET && four->sin_addr.s_addr == htonl(INADDR_LOOPBACK)) {
        printf("address %s", inet_ntoa(four->sin_addr));
        four = (const struct sockaddr_in *)entry->ifa_netmask;
        printf(" mask %s up %d\n", inet_ntoa(four->sin_addr), !!(entry->ifa_flags & IFF_UP));
    } else if (entry->ifa_addr->sa_family == AF_PACKET) {
        printf("link of type %d, address of %d bytes\n", link->sll_hatype, link->sll_halen);
    }
}

/* Sends a request of a type and prints the type and the number of the answer. */
static void ask(int netlink, int type) {
    struct {
        uint32_t length;
        uint16_t type, flags;
        uint32_t sequence, port;
        uint8_t family, unused[3];
    } request = {sizeof request, (uint16_t)type, 1, 77, 0, 0, {0}};
    struct {
        uint32_t length;
        uint16_t type, flags;
        uint32_t sequence, port;
        int error;
    } answer = {0};
    send(netlink, &request, sizeof request, 0);
    if (recv(netlink, &answer, sizeof answer, MSG_TRUNC) < (ssize_t)sizeof answer)
        printf("no answer\n");
    else
        printf("answer %d to %u: %s\n", answer.type, answer.sequence, strerror(-answer.error));
}

/* Asks in each way. */
int main(void) {
    struct ifaddrs *first;
    struct if_nameindex *names;
    int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0), loopbacks = 0;
    if (getifaddrs(&first)) {
        perror("getifaddrs");
        return 1;
    }
    for (const struct ifaddrs *entry = first; entry; entry = entry->ifa_next)
        show(entry);
    freeifaddrs(first);
    names = if_nameindex();
    for (const struct if_nameindex *name = names; name && name->if_index; name++)
        loopbacks += !strncmp(name->if_name, "lo", 2);
    if_freenameindex(names);
    printf("%d loopback interface\n", loopbacks);
    ask(netlink, 250);
    printf("%d\n", socket(AF_NETLINK, SOCK_STREAM, 0) < 0 && errno == ESOCKTNOSUPPORT);
    return close(netlink);
}
