/* A port on which connections are open: who may listen on it again, with SO_REUSEADDR and without.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Returns an address of the loopback interface. */
static struct sockaddr_in place(uint32_t address, uint16_t port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = port, .sin_addr = {htonl(address)}};
}

/* Tries to listen on a port, and says how far that goes; returns the socket, or -1. */
static int try(const char *what, uint32_t address, uint16_t port, int reuses) {
    struct sockaddr_in own = place(address, port);
    int new = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(new, SOL_SOCKET, SO_REUSEADDR, &reuses, sizeof reuses);
    if (bind(new, (struct sockaddr *)&own, sizeof own) || listen(new, 4)) {
        printf("%s: no\n", what);
        close(new);
        return -1;
    }
    printf("%s: yes\n", what);
    return new;
}

/* Sends a word from one side to the other. */
static void talk(int from, int to) {
    char word[8] = "";
    printf("%d", (int)write(from, "word", 5));
    printf(" %d", (int)read(to, word, sizeof word));
    printf(" %s\n", word);
}

/* Listens, connects, and listens again. */
int main(void) {
    int first = try("any port", INADDR_LOOPBACK, 0, 1), second, near, far, again;
    struct sockaddr_in own;
    socklen_t size = sizeof own;
    getsockname(first, (struct sockaddr *)&own, &size);
    near = socket(AF_INET, SOCK_STREAM, 0);
    printf("%d\n", connect(near, (struct sockaddr *)&own, sizeof own));
    far = accept(first, NULL, NULL);
    try("while one listens, without the option", INADDR_LOOPBACK, own.sin_port, 0);
    try("while one listens, with it", INADDR_LOOPBACK, own.sin_port, 1);
    try("while one listens, on all addresses", INADDR_ANY, own.sin_port, 1);
    close(first);
    try("with a connection, without the option", INADDR_LOOPBACK, own.sin_port, 0);
    second = try("with a connection, with it", INADDR_LOOPBACK, own.sin_port, 1);
    talk(near, far);
    again = socket(AF_INET, SOCK_STREAM, 0);
    printf("%d\n", connect(again, (struct sockaddr *)&own, sizeof own));
    close(far);
    far = accept(second, NULL, NULL);
    talk(far, again);
    close(second);
    close(far);
    second = try("with what has ended", INADDR_ANY, own.sin_port, 1);
    return second < 0;
}
