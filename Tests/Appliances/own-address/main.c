// A program that talks over TCP to itself at the address of its card: nothing of that leaves the
// machine.

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **words) {
    static const char question[] = "who is there?";
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(7)};
    int listener = socket(AF_INET, SOCK_STREAM, 0), caller = socket(AF_INET, SOCK_STREAM, 0);
    int answerer;
    char heard[sizeof question] = "";
    size_t length = 0;

    if (count < 2 || !inet_aton(words[1], &place.sin_addr))
        return 2;
    if (bind(listener, (struct sockaddr *)&place, sizeof place) || listen(listener, 1) ||
        connect(caller, (struct sockaddr *)&place, sizeof place)) {
        perror("connect");
        return 1;
    }
    answerer = accept(listener, NULL, NULL);
    if (write(caller, question, sizeof question) != sizeof question)
        return 1;
    while (length < sizeof question) {
        ssize_t part = read(answerer, heard + length, sizeof heard - length);

        if (part <= 0)
            return 1;
        length += part;
    }
    printf("heard: %s\n", heard);
    return strcmp(heard, question) != 0;
}
