"""Random C programs of shapes that csmith does not make: tables of function pointers, callbacks through the
C library, variadic wrappers, linked lists, pools, setjmp, thread-local data, constructors, format strings.

Each shape is a function that returns declarations and a body that prints; a program strings some of them
together. What a program prints depends on `argc` and on its own values only.
"""

import random

import crowd_shapes
import library_shapes
import pointer_shapes


def table(choose, name):
    """A constant table of structures with function pointers, some of which are never read or called."""
    count = choose.randint(2, 6)
    fields = choose.randint(1, 4)
    text = [f"typedef int {name}_operation(int);"]
    for row in range(count):
        for field in range(fields):
            text.append(f"static int {name}_{row}_{field}(int x) {{ return x * {choose.randint(1, 99)} + "
                        f"{choose.randint(-9, 9)}; }}")
    members = " ".join(f"{name}_operation *f{field};" for field in range(fields))
    text.append(f"static const struct {name}_row {{ long key; {members} char tag; }} {name}_rows[] = {{")
    for row in range(count):
        entries = ", ".join(choose.choice([f"{name}_{row}_{field}"] * 4 + ["0"]) for field in range(fields))
        text.append(f"    {{{choose.randint(0, 50)}, {entries}, {choose.randint(0, 127)}}},")
    text.append("};")
    used = choose.randrange(fields)
    body = (f"for (int i = {choose.randrange(2)}; i < {count}; i++) if ({name}_rows[i].f{used}) "
            f"printf(\"{name} %d %ld\\n\", {name}_rows[i].f{used}(i + argc), {name}_rows[i].key);")
    return "\n".join(text), body


def sorting(choose, name):
    """Callbacks through `qsort` and `bsearch`, over values or pointers."""
    values = [choose.randint(-999, 999) for _ in range(choose.randint(3, 12))]
    order = choose.choice(["(*x > *y) - (*x < *y)", "(*x < *y) - (*x > *y)", "(*x & 7) - (*y & 7) ? (*x & 7) - (*y & 7) : (*x > *y) - (*x < *y)"])
    text = (f"static int {name}_order(const void *a, const void *b) {{ const int *x = a, *y = b; return {order}; }}\n"
            f"static int {name}_values[] = {{{', '.join(map(str, values))}}};")
    body = (f"qsort({name}_values, {len(values)}, sizeof(int), {name}_order);\n"
            f"for (int i = 0; i < {len(values)}; i++) printf(\"%d \", {name}_values[i]); puts(\"\");\n"
            f"{{ int key = {choose.choice(values)}; int *found = bsearch(&key, {name}_values, {len(values)}, "
            f"sizeof(int), {name}_order); printf(\"{name} found %d\\n\", found ? *found : -1); }}")
    return text, body


def variadic(choose, name):
    """A wrapper around `vsnprintf`, and a function that takes callbacks by `...`."""
    text = f"""static void {name}_log(const char *format, ...) {{
    char line[200];
    va_list list;
    va_start(list, format);
    vsnprintf(line, sizeof line, format, list);
    va_end(list);
    printf("{name}: %s\\n", line);
}}
static int {name}_twice(int x) {{ return 2 * x; }}
static int {name}_minus(int x) {{ return -x; }}
static int {name}_apply(int count, ...) {{
    int value = {choose.randint(1, 50)};
    va_list list;
    va_start(list, count);
    for (int i = 0; i < count; i++) value = va_arg(list, int (*)(int))(value);
    va_end(list);
    return value;
}}"""
    formats = [('"%d %x"', "argc * 3, 255u"), ('"%s-%5d|%-6s|"', '"a", 42, "bc"'), ('"%.3f"', "argc / 3.0"),
               ('"%c%c%%"', "'x', 'y'"), ('"%ld %zu"', "-5L, sizeof(long)"), ('"%08lx %+d"', "0xbeefUL, 7"),
               ('"%*d"', "6, 12"), ('"%.*s"', '2, "abc"'), ('"%g %e"', "0.1, 1234.5")]
    calls = [f"{name}_log({form}, {arguments});" for form, arguments in choose.sample(formats, choose.randint(1, 3))]
    chain = [choose.choice(["twice", "minus"]) for _ in range(choose.randint(1, 4))]
    calls.append(f"printf(\"{name} %d\\n\", {name}_apply({len(chain)}, " +
                 ", ".join(f"{name}_{link}" for link in chain) + "));")
    return text, "\n".join(calls)


def linked(choose, name):
    """A list from `malloc` with handlers in its elements, some kinds of which are never made."""
    kinds = choose.randint(2, 4)
    made = choose.sample(range(kinds), choose.randint(1, kinds))
    text = [f"struct {name}_node {{ int kind; struct {name}_node *next; void (*run)(struct {name}_node *, int); "
            f"union {{ int number; const char *text; }} data; }};"]
    for kind in range(kinds):
        show = "node->data.number" if kind % 2 == 0 else "(int)strlen(node->data.text)"
        text.append(f"static void {name}_run{kind}(struct {name}_node *node, int x) "
                    f"{{ printf(\"{name} kind {kind} %d %d\\n\", {show}, x + {choose.randint(0, 9)}); }}")
    text.append(f"static struct {name}_node *{name}_head, *{name}_never;")
    text.append(f"""static void {name}_add(int kind) {{
    struct {name}_node *node = malloc(sizeof *node);
    node->kind = kind;
    node->next = {name}_head;
    switch (kind) {{""")
    for kind in range(kinds):
        data = f"node->data.number = kind + {choose.randint(0, 9)};" if kind % 2 == 0 else 'node->data.text = "text";'
        text.append(f"    case {kind}: node->run = {name}_run{kind}; {data} break;")
    text.append(f"    }}\n    {name}_head = node;\n}}")
    body = "\n".join(f"{name}_add({choose.choice(made)});" for _ in range(choose.randint(1, 5)))
    body += (f"\nfor (struct {name}_node *node = {name}_head; node; node = node->next) node->run(node, argc);"
             f"\nif ({name}_never) {name}_never->run({name}_never, 1);")
    return "\n".join(text), body


def pool(choose, name):
    """Objects of two types in one pool of bytes with a free list."""
    size = choose.choice([32, 48, 64])
    count = choose.randint(2, 6)
    text = f"""union {name}_slot {{ union {name}_slot *next; char bytes[{size}]; }};
static union {name}_slot {name}_slots[{count}], *{name}_free;
static void *{name}_take(void) {{ union {name}_slot *slot = {name}_free; if (slot) {name}_free = slot->next; return slot; }}
static void {name}_give(void *memory) {{ union {name}_slot *slot = memory; slot->next = {name}_free; {name}_free = slot; }}
struct {name}_a {{ int x; int (*f)(int); }};
struct {name}_b {{ long y; const char *text; }};
static int {name}_f(int x) {{ return x + {choose.randint(1, 99)}; }}"""
    body = f"""for (int i = 0; i < {count}; i++) {name}_give(&{name}_slots[i]);
for (int i = 0; i < {choose.randint(1, 5)}; i++) {{
    struct {name}_a *a = {name}_take();
    struct {name}_b *b = {name}_take();
    if (a) {{ a->x = i; a->f = {name}_f; }}
    if (b) {{ b->y = i * argc; b->text = "b"; }}
    if (a && b) printf("{name} %d %ld %s\\n", a->f(a->x), b->y, b->text);
    if (a) {name}_give(a);
    if (b && i % 2) {name}_give(b);
}}"""
    return text, body


def jumps(choose, name):
    """`setjmp` and `longjmp` through a few frames, with a value that changes between them."""
    depth = choose.randint(1, 4)
    text = f"""static jmp_buf {name}_place;
static volatile int {name}_seen;
__attribute__((noinline)) static void {name}_deep(int depth) {{
    {name}_seen += depth;
    if (depth == 0) longjmp({name}_place, {choose.randint(1, 5)});
    {name}_deep(depth - 1);
}}"""
    body = f"""{{ volatile int rounds = 0; int code = setjmp({name}_place);
    printf("{name} %d %d %d\\n", code, rounds, {name}_seen);
    if (rounds++ < {choose.randint(1, 3)}) {name}_deep({depth}); }}"""
    return text, body


def start(choose, name):
    """Constructors and handlers at exit, and thread-local data."""
    text = f"""static _Thread_local int {name}_local = {choose.randint(1, 99)};
static int {name}_made;
__attribute__((constructor)) static void {name}_make(void) {{ {name}_made = {choose.randint(1, 99)}; }}
static void {name}_end(void) {{ printf("{name} ends %d\\n", {name}_made++); }}"""
    body = f"{name}_local += argc; printf(\"{name} %d %d\\n\", {name}_local, {name}_made);"
    if choose.random() < 0.6:
        body += f" atexit({name}_end);"
    return text, body


def flags(choose, name):
    """Flag words of which some bits are never set, and a state machine."""
    bits = choose.sample(range(8), 4)
    text = [f"static unsigned {name}_word; static int {name}_state;"]
    text.append(f"static void {name}_step(int input) {{ switch ({name}_state) {{")
    states = choose.randint(3, 6)
    for state in range(states):
        target = choose.randrange(states)
        text.append(f"case {state}: {name}_state = input & 1 ? {target} : {(state + 1) % states}; "
                    f"{name}_word |= 1u << {choose.choice(bits)}; break;")
    text.append("} }")
    body = f"for (int i = 0; i < {choose.randint(1, 9)}; i++) {name}_step(i * argc);\n"
    body += "\n".join(f"if ({name}_word & (1u << {bit})) puts(\"{name} bit {bit}\");" for bit in range(8))
    body += f"\nprintf(\"{name} %d %x\\n\", {name}_state, {name}_word);"
    return "\n".join(text), body


def punning(choose, name):
    """Structures that begin alike, copies by `memcpy`, and pointers kept as integers."""
    text = f"""struct {name}_base {{ int kind; int (*show)(const struct {name}_base *); }};
struct {name}_one {{ int kind; int (*show)(const struct {name}_base *); long extra; }};
struct {name}_two {{ struct {name}_base base; char text[{choose.randint(4, 20)}]; }};
static int {name}_show(const struct {name}_base *it) {{ return it->kind * {choose.randint(2, 9)}; }}
static int {name}_other(const struct {name}_base *it) {{ return (int)((const struct {name}_one *)it)->extra; }}"""
    body = f"""{{ struct {name}_one one = {{{choose.randint(0, 9)}, {name}_show, argc}}, copy;
    struct {name}_two two = {{{{{choose.randint(0, 9)}, {name}_show}}, "t"}};
    struct {name}_base *all[] = {{(struct {name}_base *)&one, &two.base, (struct {name}_base *)&copy}};
    uintptr_t number = (uintptr_t)all[{choose.randrange(3)}] + 1;
    memcpy(&copy, &one, sizeof copy);
    if (argc > {choose.randint(0, 2)}) copy.show = {name}_other;
    for (int i = 0; i < 3; i++) printf("{name} %d\\n", all[i]->show(all[i]));
    printf("{name} %d\\n", ((struct {name}_base *)(number & ~(uintptr_t)1))->kind); }}"""
    return text, body


SHAPES = ([table, sorting, variadic, linked, pool, jumps, start, flags, punning]
          + pointer_shapes.SHAPES + library_shapes.SHAPES + crowd_shapes.SHAPES)


def program(seed):
    """The program with the number `seed`."""
    choose = random.Random(seed)
    headers = "alloca pthread search setjmp signal stdarg stddef stdint stdio stdlib string".split()
    parts = [choose.choice(SHAPES)(choose, f"s{number}") for number in range(choose.randint(2, 6))]
    text = ["#define _GNU_SOURCE"] + [f"#include <{header}.h>" for header in headers] + [declarations for declarations, _ in parts]
    text.append("int main(int argc, char **argv) {\n(void)argv;")
    text += [body for _, body in parts]
    text.append(f"return {choose.randint(0, 3)};\n}}")
    return "\n".join(text) + "\n"
