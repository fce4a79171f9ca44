/* Says what happens to those who send when the network card goes: sends a datagram again and again,
 * and when that fails, tries to connect and to receive. Prints the error numbers. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { TRIES = 600, PAUSE = 50000 };

/* Sends until it fails, and prints what came of it. */
int main(void) {
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(9)};
    struct timeval second = {1, 0};
    int datagrams = socket(AF_INET, SOCK_DGRAM, 0), stream = socket(AF_INET, SOCK_STREAM, 0);
    int tries = 0;
    char byte = 0;
    peer.sin_addr.s_addr = inet_addr("10.0.2.2");
    setsockopt(datagrams, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
    if (connect(datagrams, (struct sockaddr *)&peer, sizeof peer) ||
        send(datagrams, &byte, 1, 0) != 1)
        return 1;
    puts("sent");
    fflush(stdout);
    while (send(datagrams, &byte, 1, 0) == 1 || errno == ECONNREFUSED) {
        if (tries++ == TRIES)
            return 2;
        usleep(PAUSE);
    }
    printf("send %d\n", errno);
    if (!connect(stream, (struct sockaddr *)&peer, sizeof peer))
        return 3;
    printf("connect %d\n", errno);
    if (recv(datagrams, &byte, 1, 0) >= 0)
        return 4;
    printf("receive %d\n", errno);
    return 0;
}
