"""Random C programs in which one pointer may reach very many objects, functions or texts, around the numbers
from which on an analysis no longer tells them apart.

Like shapes.py, whose shapes these are further ones of.
"""


def many(choose):
    """A number of things, which often lies near one at which an analysis gives up."""
    return choose.choice([30, 48, 64, 100, 120]) + choose.randint(-4, 4)


def members(choose, name, count):
    """Some of `count` objects NAME_0, NAME_1, ... by their own names."""
    return [f"{name}_{number}" for number in choose.sample(range(count), 4)]


def crowd(choose, name):
    """Objects with handlers, texts and links that are changed through one pointer, and read by their own names."""
    count = many(choose)
    pad = choose.choice(["", "char pad[5]; ", "long pad; "])
    text = [f"struct {name}_it {{ int tag; {pad}int (*f)(int); const char *label; struct {name}_it *next; }};"]
    for number in range(4):
        text.append(f"static int {name}_f{number}(int x) {{ return x * {choose.randint(1, 9)} - {number}; }}")
    for number in range(count):
        handler = choose.choice([f"{name}_f0", f"{name}_f1", "0"])
        label = choose.choice([f'"l{number}"', '"x%d"', "0"])
        text.append(f"static struct {name}_it {name}_{number} = {{{choose.randint(0, 3)}, .f = {handler}, .label = {label}}};")
    text.append(f"static struct {name}_it *const {name}_all[] = {{{', '.join(f'&{name}_{number}' for number in range(count))}}};")
    text.append(f"__attribute__((noinline)) static struct {name}_it *{name}_pick(int n) {{ return {name}_all[(unsigned)n % {count}]; }}")
    changes = choose.sample([
        f"if (!it->f) it->f = {name}_f2;",
        f"if (it->tag == {choose.randint(0, 4)}) it->f = {name}_f3;",
        'if (!it->label) it->label = "late%d";',
        "it->next = other;",
        "if (other->f) it->f = other->f;",
        "if (it != other) memcpy(it, other, sizeof *it);",
        f"if (it != other) memcpy(&it->f, &other->f, sizeof *it - offsetof(struct {name}_it, f));",
        "{ void *swap = it->next; it->next = other->next; other->next = swap; }",
        f"it->tag = other->tag + {choose.randint(0, 2)};",
    ], choose.randint(2, 5))
    body = [f"for (int i = 0; i < {choose.randint(1, 60)}; i++) {{ struct {name}_it *it = {name}_pick(i * {choose.randint(1, 9)} + argc), "
            f"*other = {name}_pick(i * {choose.randint(1, 9)}); {' '.join(changes)} }}"]
    for one in members(choose, name, count):
        body.append(f"if ({one}.f) printf(\"{name} %d\\n\", {one}.f(argc)); if ({one}.label) {{ printf({one}.label, {one}.tag); puts(\"\"); }}")
        body.append(f"{{ int steps = 0; for (struct {name}_it *it = {one}.next; it && steps < {choose.randint(2, 9)}; it = it->next) "
                    f"{{ steps++; if (it->f) printf(\"{name} %d %d\\n\", it->tag, it->f(steps)); }} }}")
    return "\n".join(text), "\n".join(body)


def commands(choose, name):
    """A long table of commands, of which one is kept, compared, and run from somewhere else."""
    count = many(choose)
    text = [f"struct {name}_context {{ int (*run)(struct {name}_context *, int); int value; const char *last; }};"]
    for number in range(count):
        does = choose.choice([f"c->value += x * {choose.randint(1, 9)};", f"c->last = \"n{number}\";",
                              f"c->value ^= {choose.randint(1, 99)};", f"if (x > {choose.randint(0, 9)}) c->run = 0;"])
        text.append(f"static int {name}_{number}(struct {name}_context *c, int x) {{ {does} return c->value + {number % 7}; }}")
    rows = ", ".join(f"{{\"n{number}\", {name}_{number}, {choose.randint(0, 1)}}}" for number in range(count))
    text.append(f"static const struct {{ const char *name; int (*run)(struct {name}_context *, int); int hidden; }} "
                f"{name}_table[] = {{{rows}}};")
    first, sought = members(choose, name, count)[:2]
    text.append(f"static struct {name}_context {name}_one = {{{first}, 1, \"none\"}};")
    body = f"""for (int i = 0; i < {choose.randint(1, 40)}; i++) {{
    char want[8]; snprintf(want, sizeof want, "n%d", (i * {choose.randint(1, 9)} + argc) % {count + 3});
    for (size_t n = 0; n < sizeof {name}_table / sizeof *{name}_table; n++)
        if (!strcmp(want, {name}_table[n].name) && !{name}_table[n].hidden) {name}_one.run = {name}_table[n].run;
    if ({name}_one.run == {sought}) puts("{name} is it");
    if ({name}_one.run) printf("{name} %d %s\\n", {name}_one.run(&{name}_one, i), {name}_one.last);
}}"""
    return "\n".join(text), body


def formatter(choose, name):
    """A text formatter of the program's own, whose texts come from many places, some of them late."""
    count = choose.choice([3, 20, 60, 70])
    directives = ["d", "x", "s", "c", "%", "f"]
    texts = [f"t{number} " + " ".join("%" + choose.choice("dxsc%") for _ in range(choose.randint(0, 3)))
             for number in range(count)]
    quoted = ", ".join(f'"{one}"' for one in texts)
    cases = {
        "d": "printf(\"%d\", va_arg(list, int));",
        "x": "{ unsigned n = (unsigned)va_arg(list, int); char digits[9], *d = digits + 8; *d = 0; "
             "do *--d = \"0123456789abcdef\"[n & 15]; while (n >>= 4); fputs(d, stdout); }",
        "s": "va_arg(list, int); fputs(\"text\", stdout);",
        "c": "putchar('a' + (va_arg(list, int) & 15));",
        "%": "putchar('%');",
        "f": "puts(\"never or late\");",
    }
    text = [f"static const char *const {name}_texts[] = {{{quoted}}};",
            f"static void {name}_write(const char *form, va_list list) {{",
            "    for (; *form; form++) { if (*form != '%') { putchar(*form); continue; }",
            "        switch (*++form) {"]
    text += [f"        case '{one}': {cases[one]} break;" for one in directives]
    text.append("        case 0: return; } } puts(\"\"); }")
    text.append(f"static void {name}_say(const char *form, ...) {{ va_list list; va_start(list, form); {name}_write(form, list); va_end(list); }}")
    text.append(f"static void (*{name}_through)(const char *, ...) = {name}_say;")
    text.append(f"static char {name}_made[20];")
    ways = choose.sample([
        f"for (int i = 0; i < {choose.randint(1, 9)}; i++) {name}_say({name}_texts[(i * 7 + argc) % {count}], i, i + 1, 2);",
        f"{name}_say(\"plain %d %x\", argc, 255);",
        f"{name}_through({name}_texts[{choose.randrange(count)}], argc, 3, 4);",
        f"strcpy({name}_made, \"m %d\"); if (argc > {choose.randint(0, 2)}) {name}_made[3] = '{choose.choice('xcf')}'; {name}_say({name}_made, 17);",
        f"{{ const char *form = {name}_texts[0] + (argc & 1); {name}_say(form, 1, 2, 3); }}",
        f"{{ struct {{ const char *form; int n; }} kept = {{\"k %f%%\", 1}}, copy; memcpy(&copy, &kept, sizeof copy); {name}_through(copy.form, 1); }}",
    ], choose.randint(1, 4))
    return "\n".join(text), "\n".join(ways)


def receivers(choose, name):
    """Objects of many types behind one head, made by tables and by `malloc`, that answer through what they share."""
    count = many(choose)
    text = [f"struct {name}_head; struct {name}_kind {{ const char *name; int (*ask)(struct {name}_head *, int); "
            f"void (*done)(struct {name}_head *); }};",
            f"struct {name}_head {{ const struct {name}_kind *kind; struct {name}_head *peer; }};",
            f"static void {name}_done(struct {name}_head *h) {{ printf(\"{name} done %s\\n\", h->kind->name); h->peer = 0; }}"]
    for number in range(count):
        extra = choose.choice(["int n;", "long n; char text[6];", "char text[3]; int n;"])
        text.append(f"struct {name}_t{number} {{ struct {name}_head head; {extra} }};")
        text.append(f"static int {name}_ask{number}(struct {name}_head *h, int x) {{ struct {name}_t{number} *me = (void *)h; "
                    f"me->n += x + {number % 5}; return (int)me->n + (me->head.peer ? {choose.randint(1, 9)} : 0); }}")
        done = choose.choice(["0", "0", f"{name}_done"])
        text.append(f"static const struct {name}_kind {name}_kind{number} = {{\"k{number}\", {name}_ask{number}, {done}}};")
    text.append(f"static const struct {{ const struct {name}_kind *kind; size_t size; }} {name}_kinds[] = {{"
                + ", ".join(f"{{&{name}_kind{number}, sizeof(struct {name}_t{number})}}" for number in range(count)) + "};")
    text.append(f"static struct {name}_head *{name}_new(unsigned n) {{ struct {name}_head *h = calloc(1, {name}_kinds[n % {count}].size); "
                f"h->kind = {name}_kinds[n % {count}].kind; return h; }}")
    body = f"""{{ struct {name}_head *before = 0;
    for (int i = 0; i < {choose.randint(2, 30)}; i++) {{
        struct {name}_head *one = {name}_new((unsigned)(i * {choose.randint(1, 9)} + argc));
        one->peer = {choose.choice(["before", "i & 1 ? before : one", "0"])}; before = one;
        printf("{name} %s %d\\n", one->kind->name, one->kind->ask(one, i));
        if (one->kind->done) one->kind->done(one);
        if (one->peer) printf("{name} peer %d\\n", one->peer->kind->ask(one->peer, 1));
    }} }}"""
    return "\n".join(text), body


SHAPES = [crowd, commands, formatter, receivers]
