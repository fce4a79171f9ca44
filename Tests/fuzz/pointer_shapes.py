"""Random C programs in which pointers take unusual ways: through bytes, integers, sorting, unions, lists inside
of objects, tables that are built and changed while the program runs.

Like shapes.py, whose shapes these are further ones of.
"""


def functions(choose, name, count, kind="int"):
    """`count` functions from int to int, called NAME_f0 and so on."""
    return "\n".join(
        f"static {kind} {name}_f{number}({kind} x) {{ return x * {choose.randint(1, 9)} + {choose.randint(-50, 50)}; }}"
        for number in range(count))


def intrusive(choose, name):
    """Objects of several types on one doubly linked list inside of them, found back by their offset."""
    kinds = choose.randint(2, 3)
    text = [f"struct {name}_link {{ struct {name}_link *next, *before; }};",
            f"#define {name}_of(link, type, field) ((type *)((char *)(link) - offsetof(type, field)))",
            f"struct {name}_operations {{ int (*size)(struct {name}_link *); void (*drop)(struct {name}_link *); }};"]
    for kind in range(kinds):
        before = choose.choice(["", "long first; ", "char text[9]; double second; "])
        text.append(f"struct {name}_t{kind} {{ {before}const struct {name}_operations *operations; "
                    f"struct {name}_link link; int value; }};")
        text.append(f"static int {name}_size{kind}(struct {name}_link *link) "
                    f"{{ return {name}_of(link, struct {name}_t{kind}, link)->value + {kind}; }}")
        text.append(f"static void {name}_drop{kind}(struct {name}_link *link) "
                    f"{{ printf(\"{name} drops %d\\n\", {name}_of(link, struct {name}_t{kind}, link)->value); }}")
        drop = choose.choice([f"{name}_drop{kind}", "0"])
        text.append(f"static const struct {name}_operations {name}_operations{kind} = {{{name}_size{kind}, {drop}}};")
    text.append(f"""static struct {name}_link {name}_list = {{&{name}_list, &{name}_list}};
static void {name}_insert(struct {name}_link *link) {{
    link->next = {name}_list.next; link->before = &{name}_list; link->next->before = link; {name}_list.next = link;
}}""")
    body = []
    for number in range(choose.randint(2, 6)):
        kind = choose.randrange(kinds)
        body.append(f"{{ static struct {name}_t{kind} it; it.operations = &{name}_operations{kind}; "
                    f"it.value = {choose.randint(0, 99)} * argc; {name}_insert(&it.link); "
                    f"const struct {name}_operations *o = it.operations; "
                    f"printf(\"{name} %d\\n\", o->size(&it.link)); if (o->drop) o->drop({name}_list.next); }}")
    body.append(f"for (struct {name}_link *l = {name}_list.next; l != &{name}_list;) {{ struct {name}_link *next = l->next; "
                f"l->next->before = l->before; l->before->next = l->next; l = next; }}")
    body.append(f"printf(\"{name} empty %d\\n\", {name}_list.next == &{name}_list);")
    return "\n".join(text), "\n".join(body)


def moved(choose, name):
    """Structures with function pointers that sorting, growing arrays and copies by hand move."""
    count = choose.randint(3, 7)
    text = [functions(choose, name, count)]
    pad = choose.choice(["", "char pad[3]; ", "short pad; "])
    text.append(f"struct {name}_entry {{ int key; {pad}int (*f)(int); const char *label; }};")
    text.append(f"static int {name}_compare(const void *a, const void *b) {{ const struct {name}_entry *x = a, *y = b; "
                # What compares equal may come out in any order, which differs from one C library to another.
                f"return x->key != y->key ? x->key < y->key ? -1 : 1 : strcmp(x->label, y->label); }}")
    text.append(f"""static void {name}_copy(void *to, const void *from, size_t size) {{
    {choose.choice([
        "unsigned char *t = to; const unsigned char *f = from; while (size--) *t++ = *f++;",
        "typedef unsigned long __attribute__((may_alias)) word; word *t = to; const word *f = from; for (size /= sizeof *t; size; size--) *t++ = *f++;",
        "memmove(to, from, size);"])}
}}""")
    rows = ", ".join(f"{{{choose.randint(-99, 99)}, .f = {name}_f{row}, .label = \"l{row}\"}}" for row in range(count))
    body = f"""{{ static const struct {name}_entry first[] = {{{rows}}};
    struct {name}_entry *all = 0, other[{count}]; size_t used = 0;
    for (int i = 0; i < {count}; i++) {{
        all = realloc(all, (used + 1) * sizeof *all);
        {name}_copy(&all[used++], &first[i], sizeof *all);
    }}
    qsort(all, used, sizeof *all, {name}_compare);
    {name}_copy(other, all, sizeof other);
    for (size_t i = 0; i < used; i++) printf("{name} %d %s %d\\n", other[i].key, all[i].label, other[i].f(argc));
    free(all); }}"""
    return "\n".join(text), body


def disguised(choose, name):
    """Pointers with bits of their own in them, as integers in tables, and put together from halves or bytes."""
    count = choose.randint(2, 4)
    text = [functions(choose, name, count),
            f"struct {name}_box {{ int (*f)(int); int number; }} __attribute__((aligned(16)));"]
    rows = ", ".join(f"{{{name}_f{row}, {choose.randint(0, 99)}}}" for row in range(count))
    text.append(f"static struct {name}_box {name}_boxes[] = {{{rows}}};")
    text.append(f"static uintptr_t {name}_numbers[{count}];")
    way = choose.choice([
        "uintptr_t n = numbers[i] & ~(uintptr_t)7; unsigned low = (unsigned)n, high = (unsigned)(n >> 32); "
        "n = (uintptr_t)high << 32 | low;",
        "uintptr_t n = 0; unsigned char bytes[sizeof n]; memcpy(bytes, &numbers[i], sizeof n); "
        "for (int b = sizeof n; b--;) n = n << 8 | bytes[b]; n &= ~(uintptr_t)7;",
        "uintptr_t n = numbers[i]; n -= n % 8;",
        "uintptr_t key = (uintptr_t)argc * 0x1234567, n = (numbers[i] ^ key) ^ key; n &= ~(uintptr_t)15;",
    ]).replace("numbers", f"{name}_numbers")
    body = f"""for (int i = 0; i < {count}; i++) {name}_numbers[i] = (uintptr_t)&{name}_boxes[i] | {choose.randint(0, 7)};
for (int i = 0; i < {count}; i++) {{ {way}
    struct {name}_box *box = (struct {name}_box *)n;
    printf("{name} %d %d\\n", box->number, box->f(argc)); }}"""
    return "\n".join(text), body


def built(choose, name):
    """Tables that the program fills, rotates and clears while it runs; functions that return functions."""
    count = choose.randint(3, 6)
    text = [functions(choose, name, count), f"typedef int (*{name}_function)(int);",
            f"static {name}_function {name}_table[{count + 2}], {name}_second[{count}];",
            f"static {name}_function {name}_choose(int n) {{ switch (n % {count}) {{"]
    for number in range(count - 1):
        text.append(f"case {number}: return {name}_f{number};")
    text.append(f"default: return {name}_f{count - 1}; }} }}")
    body = f"""for (int i = 0; i < {count}; i++) {name}_table[i + {choose.randint(0, 2)}] = {name}_choose(i * argc);
{{ {name}_function swap = {name}_table[1]; {name}_table[1] = {name}_table[2]; {name}_table[2] = swap; }}
memcpy({name}_second, {name}_table + 1, sizeof {name}_second);
{name}_table[{choose.randrange(count)}] = 0;
for (int i = 0; i < {count + 2}; i++) printf("{name} %d\\n", {name}_table[i] ? {name}_table[i](i + argc) : -1);
for (int i = 0; i < {count}; i++) if ({name}_second[i] == {name}_f{choose.randrange(count)}) printf("{name} second %d\\n", i);"""
    return "\n".join(text), body


def tagged(choose, name):
    """A tree of tagged unions that is printed and evaluated; some tags are never made."""
    text = f"""struct {name}_tree {{
    enum {{ {name}_NUMBER, {name}_NAME, {name}_PAIR, {name}_CALL, {name}_NEVER }} tag;
    union {{
        long number;
        char name[8];
        struct {{ struct {name}_tree *left, *right; }} pair;
        struct {{ long (*call)(long, void *); void *data; struct {name}_tree *argument; }} call;
        void (*never)(struct {name}_tree *);
    }};
}};
static struct {name}_tree {name}_store[24]; static int {name}_used;
static struct {name}_tree *{name}_new(int tag) {{ struct {name}_tree *t = &{name}_store[{name}_used++]; t->tag = tag; return t; }}
static struct {name}_tree *{name}_number(long n) {{ struct {name}_tree *t = {name}_new({name}_NUMBER); t->number = n; return t; }}
static struct {name}_tree *{name}_pair(struct {name}_tree *l, struct {name}_tree *r) {{
    struct {name}_tree *t = {name}_new({name}_PAIR); t->pair.left = l; t->pair.right = r; return t; }}
static struct {name}_tree *{name}_name(const char *s) {{ struct {name}_tree *t = {name}_new({name}_NAME); strcpy(t->name, s); return t; }}
static long {name}_add(long x, void *data) {{ return x + *(int *)data; }}
static int {name}_seven = {choose.randint(1, 20)};
static struct {name}_tree *{name}_call(struct {name}_tree *a) {{
    struct {name}_tree *t = {name}_new({name}_CALL); t->call.call = {name}_add; t->call.data = &{name}_seven; t->call.argument = a; return t; }}
static long {name}_value(struct {name}_tree *t) {{
    switch (t->tag) {{
    case {name}_NUMBER: return t->number;
    case {name}_NAME: return (long)strlen(t->name);
    case {name}_PAIR: return {name}_value(t->pair.left) * 3 + {name}_value(t->pair.right);
    case {name}_CALL: return t->call.call({name}_value(t->call.argument), t->call.data);
    case {name}_NEVER: t->never(t); return 0;
    }}
    return -1;
}}"""

    def tree(depth):
        """An expression that makes a tree."""
        if depth == 0 or choose.random() < 0.25:
            return choose.choice([f"{name}_number({choose.randint(0, 99)} * argc)", f"{name}_name(\"abc\")"])
        if choose.random() < 0.3:
            return f"{name}_call({tree(depth - 1)})"
        return f"{name}_pair({tree(depth - 1)}, {tree(depth - 1)})"

    return text, f"printf(\"{name} %ld\\n\", {name}_value({tree(3)}));"


def passed(choose, name):
    """Structures with function pointers as arguments and results, in arrays of arrays, behind `const`."""
    text = f"""struct {name}_small {{ int (*f)(int); int add; }};
struct {name}_large {{ struct {name}_small parts[3]; double factor; const char *label; }};
{functions(choose, name, 3)}
static struct {name}_small {name}_make(int (*f)(int), int add) {{ struct {name}_small s = {{f, add}}; return s; }}
__attribute__((noinline)) static struct {name}_large {name}_fill(int which) {{
    struct {name}_large l = {{{{{{0}}}}, {choose.randint(1, 9)}.5, "label"}};
    for (int i = 0; i < 3; i++) l.parts[i] = {name}_make(which + i > 2 ? {name}_f0 : {name}_f1, i);
    return l;
}}
__attribute__((noinline)) static int {name}_use(struct {name}_large l, int which) {{
    struct {name}_small s = l.parts[which % 3];
    if (which > 99) s.f = {name}_f2;
    return s.f(s.add) + (int)(l.factor * 2);
}}"""
    body = (f"for (int i = 0; i < {choose.randint(1, 5)}; i++) printf(\"{name} %d %s\\n\", {name}_use({name}_fill(i), i + argc), "
            f"{name}_fill(0).label);")
    return text, body


def machine(choose, name):
    """An interpreter with labels as values, and one with a table of operations."""
    code = [choose.choice("0123") for _ in range(choose.randint(3, 12))] + ["4"]
    text = f"""static int {name}_run(const char *code, int x) {{
    static const void *const labels[] = {{&&add, &&multiply, &&negate, &&test, &&end, &&never}};
    goto *labels[*code++ - '0'];
add: x += {choose.randint(1, 9)}; goto *labels[*code++ - '0'];
multiply: x *= 3; goto *labels[*code++ - '0'];
negate: x = -x; goto *labels[*code++ - '0'];
test: if (x & 1) x ^= 5; goto *labels[*code++ - '0'];
never: puts("never"); return 0;
end: return x;
}}
static int *{name}_top, {name}_stack[40];
static void {name}_push(int x) {{ *{name}_top++ = x; }}
static void {name}_o0(void) {{ int x = *--{name}_top; {name}_top[-1] += x; }}
static void {name}_o1(void) {{ int x = *--{name}_top; {name}_top[-1] -= x; }}
static void {name}_o2(void) {{ {name}_push({name}_top[-1]); }}
static void (*const {name}_operations[])(void) = {{{name}_o0, {name}_o1, {name}_o2, 0}};"""
    body = f"""printf("{name} %d\\n", {name}_run("{''.join(code)}", argc));
{name}_top = {name}_stack; {name}_push(argc); {name}_push({choose.randint(1, 9)});
for (const char *c = "{''.join(choose.choice(["20", "21", "2"]) for _ in range(4))}"; *c; c++) {name}_operations[*c - '0']();
printf("{name} %d\\n", {name}_top[-1]);"""
    return text, body


SHAPES = [intrusive, moved, disguised, built, tagged, passed, machine]
