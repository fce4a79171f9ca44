"""Random C programs that reach into the C library: callbacks through it, signals, threads, streams in memory,
formats for reading and writing, weak symbols, exits of several kinds.

Like shapes.py, whose shapes these are further ones of.
"""


def observers(choose, name):
    """Callbacks with contexts that are registered, called, and taken back; some kinds never are."""
    kinds = choose.randint(2, 4)
    text = [f"""typedef void (*{name}_callback)(void *context, int event);
static struct {{ {name}_callback call; void *context; unsigned mask; }} {name}_list[8]; static int {name}_count;
static int {name}_register({name}_callback call, void *context, unsigned mask) {{
    for (int i = 0; i < {name}_count; i++) if (!{name}_list[i].call) {{
        {name}_list[i].call = call; {name}_list[i].context = context; {name}_list[i].mask = mask; return i; }}
    {name}_list[{name}_count].call = call; {name}_list[{name}_count].context = context;
    {name}_list[{name}_count].mask = mask; return {name}_count++;
}}
static void {name}_forget(int place) {{ {name}_list[place].call = 0; }}
static void {name}_emit(int event) {{
    for (int i = 0; i < {name}_count; i++)
        if ({name}_list[i].call && {name}_list[i].mask & 1u << event) {name}_list[i].call({name}_list[i].context, event);
}}"""]
    for kind in range(kinds):
        context = choose.choice(["int", "char", "struct { char pad[5]; int value; }"])
        if context == "int":
            use = "*(int *)context += event; printf(\"%d\\n\", *(int *)context);"
        elif context == "char":
            use = "printf(\"%s %d\\n\", (char *)context, event);"
        else:
            use = "printf(\"%d %d\\n\", (void *)0 == context, event);"
        text.append(f"static void {name}_c{kind}(void *context, int event) {{ printf(\"{name} {kind} \"); {use} }}")
        text.append(f"static char {name}_context{kind}[16] __attribute__((aligned(8))) = \"abc\";")
    body = []
    used = choose.sample(range(kinds), choose.randint(1, kinds))
    for kind in used:
        body.append(f"{{ int place = {name}_register({name}_c{kind}, {name}_context{kind}, {choose.randint(1, 15)}); "
                    f"{name}_emit({choose.randint(0, 3)});" +
                    (f" {name}_forget(place);" if choose.random() < 0.4 else " (void)place;") + " }")
    body.append(f"for (int i = 0; i < 4; i++) {name}_emit(i);")
    return "\n".join(text), "\n".join(body)


def searching(choose, name):
    """Trees of `tsearch`, arrays of `lfind`, hashes of `hsearch`."""
    values = [choose.randint(-50, 50) for _ in range(choose.randint(3, 9))]
    text = f"""static int {name}_values[] = {{{', '.join(map(str, values))}}};
static int {name}_compare(const void *a, const void *b) {{ return *(const int *)a - *(const int *)b; }}
static void {name}_show(const void *node, VISIT visit, int depth) {{
    (void)depth; if (visit == postorder || visit == leaf) printf("%d ", **(int *const *)node); }}"""
    count = len(values)
    body = f"""{{ void *root = 0; size_t count = {count};
    for (int i = 0; i < {count}; i++) tsearch(&{name}_values[i], &root, {name}_compare);
    printf("{name} "); twalk(root, {name}_show); puts("");
    int key = {choose.choice(values)} * argc, *found = lfind(&key, {name}_values, &count, sizeof(int), {name}_compare);
    printf("{name} %d %d\\n", found ? *found : -999, tfind(&key, &root, {name}_compare) != 0);
    for (int i = 0; i < {count}; i++) tdelete(&{name}_values[i], &root, {name}_compare);
    printf("{name} %d\\n", root == 0); }}"""
    return text, body


def signalled(choose, name):
    """Handlers of signals, one and three arguments, blocked and pending, and jumps out of them."""
    text = f"""static volatile sig_atomic_t {name}_count; static sigjmp_buf {name}_out;
static void {name}_one(int number) {{ {name}_count += number; }}
static void {name}_three(int number, siginfo_t *info, void *context) {{
    {name}_count += info->si_signo == number ? 100 : 1; (void)context; }}
static void {name}_leave(int number) {{ siglongjmp({name}_out, number); }}"""
    body = f"""{{ struct sigaction action = {{.sa_flags = 0}}; sigset_t set;
    action.sa_handler = {name}_one; sigaction(SIGUSR1, &action, 0);
    action.sa_sigaction = {name}_three; action.sa_flags = SA_SIGINFO; sigaction(SIGUSR2, &action, 0);
    sigemptyset(&set); sigaddset(&set, SIGUSR1); sigprocmask(SIG_BLOCK, &set, 0);
    raise(SIGUSR1); raise({choose.choice(["SIGUSR1", "SIGUSR2"])});
    printf("{name} %d\\n", (int){name}_count); sigprocmask(SIG_UNBLOCK, &set, 0);
    printf("{name} %d\\n", (int){name}_count);
    signal(SIGALRM, {name}_leave);
    if (sigsetjmp({name}_out, 1) == 0) {{ raise(SIGALRM); puts("not reached"); }} else puts("{name} out");
    signal(SIGALRM, SIG_IGN); raise(SIGALRM); }}"""
    return text, body


def threaded(choose, name):
    """Threads with arguments, results, thread-local data, keys with destructors, a lock and `once`."""
    count = choose.randint(1, 3)
    text = f"""static _Thread_local int {name}_local = {choose.randint(1, 9)}; static pthread_key_t {name}_key;
static pthread_once_t {name}_once = PTHREAD_ONCE_INIT; static pthread_mutex_t {name}_lock = PTHREAD_MUTEX_INITIALIZER;
static int {name}_sum, {name}_dropped;
static void {name}_drop(void *data) {{ pthread_mutex_lock(&{name}_lock); {name}_dropped += *(int *)data; pthread_mutex_unlock(&{name}_lock); }}
static void {name}_make(void) {{ pthread_key_create(&{name}_key, {name}_drop); }}
static int {name}_f(int x) {{ return x * {choose.randint(2, 9)}; }}
static int {name}_g(int x) {{ return x - {choose.randint(2, 9)}; }}
struct {name}_job {{ int (*f)(int); int x; }};
static void *{name}_work(void *data) {{
    struct {name}_job *job = data; pthread_once(&{name}_once, {name}_make);
    {name}_local += job->x; pthread_setspecific({name}_key, &job->x);
    pthread_mutex_lock(&{name}_lock); {name}_sum += job->f({name}_local); pthread_mutex_unlock(&{name}_lock);
    return (void *)(intptr_t){name}_local;
}}"""
    body = f"""{{ pthread_t threads[{count}]; struct {name}_job jobs[{count}]; void *result;
    for (int i = 0; i < {count}; i++) {{ jobs[i].f = i % 2 ? {name}_f : {name}_g; jobs[i].x = i + argc;
        pthread_create(&threads[i], 0, {name}_work, &jobs[i]); }}
    for (int i = 0; i < {count}; i++) {{ pthread_join(threads[i], &result); printf("{name} %d\\n", (int)(intptr_t)result); }}
    printf("{name} %d %d %d\\n", {name}_sum, {name}_dropped, {name}_local); }}"""
    return text, body


def streams(choose, name):
    """Streams in memory, and formats for reading, some of them not constant."""
    numbers = " ".join(str(choose.randint(-99, 999)) for _ in range(3))
    form = choose.choice(["%d %d %d", "%i%i%i", "%3d %d%d", "%d%*[ ]%d %d"])
    text = (f"static const char *const {name}_formats[] = {{\"%d\\n\", \"%5d|\\n\", \"%-6x|\\n\", \"%+d\\n\"}};\n"
            f"static const char *{name}_pick(int n) {{ return {name}_formats[n & 3]; }}")
    body = f"""{{ char *text = 0, word[9]; size_t size = 0; int a = 0, b = 0, c = 0; double d = 0;
    FILE *out = open_memstream(&text, &size);
    fprintf(out, "%s %g\\n", "{numbers}", {choose.randint(1, 99)} / 4.0);
    for (int i = 0; i < {choose.randint(1, 4)}; i++) fprintf(out, {name}_pick(i + argc), i * {choose.randint(1, 99)});
    fclose(out); fputs(text, stdout);
    FILE *in = fmemopen(text, size, "r");
    printf("{name} %d", fscanf(in, "{form} %lf", &a, &b, &c, &d)); printf(" %d %d %d %.2f\\n", a, b, c, d);
    while (fscanf(in, "%8s", word) == 1) printf("[%s]", word);
    puts(""); fclose(in); free(text); }}"""
    return text, body


def words(choose, name):
    """Commands by name, split with `strtok_r`, through a table of handlers with options."""
    names = ["add", "drop", "list", "help", "quit"]
    text = [f"static long {name}_value;"]
    for word in names:
        text.append(f"static int {name}_{word}(int count, char **words) {{ {name}_value = {name}_value * "
                    f"{choose.randint(1, 5)} + count; printf(\"{name} {word} %s %ld\\n\", count > 1 ? words[1] : \"-\", "
                    f"{name}_value); return {choose.randint(0, 1)}; }}")
    rows = ", ".join(f"{{\"{word}\", {name}_{word}, {choose.randint(0, 3)}}}" for word in names)
    text.append(f"static const struct {{ const char *name; int (*run)(int, char **); int most; }} {name}_commands[] = {{{rows}}};")
    script = "; ".join(" ".join([choose.choice(names + ["what"])] + ["x y z".split()[i] for i in range(choose.randint(0, 3))])
                       for _ in range(choose.randint(1, 5)))
    body = f"""{{ char line[] = "{script}", *rest = line, *one;
    while ((one = strsep(&rest, ";"))) {{
        char *all[8], *state = 0; int count = 0;
        for (char *w = strtok_r(one, " ", &state); w && count < 8; w = strtok_r(0, " ", &state)) all[count++] = w;
        int found = 0;
        for (size_t i = 0; count && i < sizeof {name}_commands / sizeof *{name}_commands; i++)
            if (!strcmp({name}_commands[i].name, all[0])) {{ found = 1;
                if (count - 1 > {name}_commands[i].most) puts("{name} too many"); else {name}_commands[i].run(count, all); }}
        if (!found) puts("{name} unknown");
    }} }}"""
    return "\n".join(text), body


def linkage(choose, name):
    """Constructors by priority, aliases, weak definitions and undefined weak functions, cleanups."""
    text = f"""static int {name}_order;
__attribute__((constructor(201))) static void {name}_early(void) {{ {name}_order = {name}_order * 10 + 1; }}
__attribute__((constructor(202))) static void {name}_late(void) {{ {name}_order = {name}_order * 10 + 2; }}
static int {name}_target(int x) {{ return x + {choose.randint(1, 99)}; }}
static int {name}_alias(int) __attribute__((alias("{name}_target")));
extern int {name}_nowhere(int) __attribute__((weak));
static int (*volatile {name}_chosen)(int) = {choose.choice([f"{name}_target", f"{name}_alias"])};
static void {name}_clean(int *x) {{ printf("{name} clean %d\\n", *x); }}"""
    body = f"""{{ int held __attribute__((cleanup({name}_clean))) = argc;
    printf("{name} %d %d %d\\n", {name}_order, {name}_alias(argc), {name}_chosen(2));
    if ({name}_nowhere) printf("%d\\n", {name}_nowhere(1));
    char array[argc + {choose.randint(1, 20)}], *made = alloca({choose.randint(1, 50)});
    memset(array, 'x', sizeof array); made[0] = array[argc]; printf("{name} %c %zu\\n", made[0], sizeof array); }}"""
    return text, body


def measured(choose, name):
    """Numbers of all widths through callbacks, comparisons and conversions."""
    text = f"""static double {name}_half(double x) {{ return x / 2; }}
static long double {name}_long(long double x) {{ return x * {choose.randint(2, 9)}; }}
static float {name}_float(float x) {{ return x + 0.25f; }}
static __int128 {name}_wide(__int128 x) {{ return x * x; }}
static const struct {{ double (*d)(double); long double (*l)(long double); float (*f)(float); __int128 (*w)(__int128); }}
    {name}_all = {{{name}_half, {name}_long, {name}_float, {name}_wide}};
static int {name}_sum(const char *kinds, ...) {{
    va_list list; int sum = 0; va_start(list, kinds);
    for (; *kinds; kinds++) switch (*kinds) {{
        case 'i': sum += va_arg(list, int); break;
        case 'l': sum += (int)va_arg(list, long); break;
        case 'd': sum += (int)va_arg(list, double); break;
        case 'L': sum += (int)va_arg(list, long double); break;
        case 'f': sum += va_arg(list, int (*)(const char *, ...))("i", {choose.randint(1, 9)}); break;
    }}
    va_end(list); return sum;
}}"""
    kinds = "".join(choose.choice("ildLf") for _ in range(choose.randint(1, 9)))
    values = {"i": "argc", "l": "-7L", "d": "2.5", "L": "3.5L", "f": f"{name}_sum"}
    arguments = "".join(", " + values[kind] for kind in kinds)
    body = f"""printf("{name} %g %Lg %g %lld\\n", {name}_all.d(argc * 3.0), {name}_all.l(argc), (double){name}_all.f(1.5f), (long long){name}_all.w(argc - 9));
printf("{name} %d\\n", {name}_sum("{kinds}"{arguments}));"""
    return text, body


SHAPES = [observers, searching, signalled, threaded, streams, words, linkage, measured]
