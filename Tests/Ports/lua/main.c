/* Runs a script in Lua that has LuaSocket's modules built in: `lua-server SCRIPT [ARGUMENT...]`. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>

int luaopen_socket_core(lua_State *state);
int luaopen_mime_core(lua_State *state);

/* Has `require` find a module that is part of the program. */
static void add(lua_State *state, const char *name, lua_CFunction open) {
    luaL_getsubtable(state, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    lua_pushcfunction(state, open);
    lua_setfield(state, -2, name);
    lua_pop(state, 1);
}

/* Adds the place of an error to its message. */
static int trace(lua_State *state) {
    luaL_traceback(state, state, lua_tostring(state, 1), 1);
    return 1;
}

/* Runs the script, which gets the arguments behind its name. */
int main(int count, char **arguments) {
    lua_State *state = luaL_newstate();
    if (!state || count < 2) {
        fprintf(stderr, "usage: %s SCRIPT [ARGUMENT...]\n", arguments[0]);
        return 2;
    }
    luaL_openlibs(state);
    add(state, "socket.core", luaopen_socket_core);
    add(state, "mime.core", luaopen_mime_core);
    lua_pushcfunction(state, trace);
    if (luaL_loadfile(state, arguments[1]) == LUA_OK) {
        for (int i = 2; i < count; i++)
            lua_pushstring(state, arguments[i]);
        if (lua_pcall(state, count - 2, 0, 1) == LUA_OK) {
            lua_close(state);
            return 0;
        }
    }
    fprintf(stderr, "%s\n", lua_tostring(state, -1));
    return 1;
}
