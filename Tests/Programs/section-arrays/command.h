/* The record of a command, and the macro that puts one into the section. */
#ifndef COMMAND_H
#define COMMAND_H

struct command {
    const char *name;
    int (*run)(const char *argument);
};

#define COMMAND(name, function)                                                                    \
    __attribute__((section("commands"), used)) static const struct command command_##name = {      \
        #name, function}

#endif
