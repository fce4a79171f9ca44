/* The values of JSON, shared by the reader and its user. */
#ifndef JSON_H
#define JSON_H

enum kind { NONE, BOOLEAN, NUMBER, TEXT, LIST, OBJECT };

struct value {
    enum kind kind;
    double number;
    char *text;
    struct value *child, *next;
    char *key;
};

extern const char *cursor;
extern int failed;

struct value *parse(void);

#endif
