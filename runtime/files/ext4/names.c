// Directories of a disk: finding, making, removing and renaming.
//
// A change first makes sure that there are blocks enough, so that it cannot break off in its midst.

#include <errno.h>
#include <string.h>

#include "files/bytes.h"
#include "files/ext4/ext4.h"
#include "memory/blocks.h"

/// How many new blocks a change of names needs at most.
enum { NAME_BLOCKS = 8 };

/// How many names a file may have.
enum { MOST_LINKS = 65000 };

/// Returns the type that an entry of a directory states for a mode.
static int type_of(mode_t mode) {
    switch (mode & S_IFMT) {
    case S_IFREG:
        return EXT2_FT_REG_FILE;
    case S_IFDIR:
        return EXT2_FT_DIR;
    case S_IFCHR:
        return EXT2_FT_CHRDEV;
    case S_IFBLK:
        return EXT2_FT_BLKDEV;
    case S_IFIFO:
        return EXT2_FT_FIFO;
    case S_IFSOCK:
        return EXT2_FT_SOCK;
    case S_IFLNK:
        return EXT2_FT_SYMLINK;
    }
    return EXT2_FT_UNKNOWN;
}

/// Writes a name as a terminated text to `text`; returns whether it fits.
static int name_text(const struct name *name, char text[EXT2_NAME_LEN + 1]) {
    if (name->length > EXT2_NAME_LEN)
        return 0;
    bytes_copy(text, name->text, name->length);
    text[name->length] = 0;
    return 1;
}

/// Finds `name` in a directory.
long disk_lookup(struct node *directory, const struct name *name, struct node **found) {
    struct disk_node *self = disk_node(directory);
    ext2_ino_t number;
    errcode_t code;

    if (self->is_orphan)
        return -ENOENT;
    if (name->length > EXT2_NAME_LEN)
        return -ENAMETOOLONG;
    code = ext2fs_lookup(self->volume->fs, self->number, name->text, name->length, NULL, &number);
    if (code)
        return disk_problem(code);
    return disk_node_get(self->volume, number, found);
}

/// What a walk through a directory looks for, and what it found.
struct search {
    ext2_ino_t number;
    const char *name;
    /// Where the name of `number` goes, or null.
    char *found;
    /// What the entry shall name from now on, with its type.
    ext2_ino_t replacement;
    int type;
    int is_done;
};

/// Copies the name of the entry that names an inode.
static int find_number(ext2_ino_t directory, int kind, struct ext2_dir_entry *entry, int offset,
                       int size, char *block, void *argument) {
    struct search *search = argument;
    unsigned length = ext2fs_dirent_name_len(entry);

    if (entry->inode != search->number || kind != DIRENT_OTHER_FILE)
        return 0;
    bytes_copy(search->found, entry->name, length);
    search->found[length] = 0;
    return DIRENT_ABORT;
}

/// Replaces what the entry of a name names.
static int replace_entry(ext2_ino_t directory, int kind, struct ext2_dir_entry *entry, int offset,
                         int size, char *block, void *argument) {
    struct search *search = argument;
    size_t length = strlen(search->name);

    if ((size_t)ext2fs_dirent_name_len(entry) != length ||
        memcmp(entry->name, search->name, length))
        return 0;
    entry->inode = search->replacement;
    ext2fs_dirent_set_file_type(entry, search->type);
    search->is_done = 1;
    return DIRENT_ABORT | DIRENT_CHANGED;
}

/// Notes an entry that is neither "." nor "..".
static int find_any(ext2_ino_t directory, int kind, struct ext2_dir_entry *entry, int offset,
                    int size, char *block, void *argument) {
    struct search *search = argument;

    if (kind != DIRENT_OTHER_FILE)
        return 0;
    search->is_done = 1;
    return DIRENT_ABORT;
}

/// Returns whether a directory has no entries but "." and "..".
int disk_is_empty(struct volume *volume, ext2_ino_t directory) {
    struct search search = {0};

    return !ext2fs_dir_iterate2(volume->fs, directory, 0, NULL, find_any, &search) &&
           !search.is_done;
}

/// Lets `name` in a directory name the inode `number` from now on.
static errcode_t replace(struct volume *volume, ext2_ino_t directory, const char *name,
                         ext2_ino_t number, mode_t mode) {
    struct search search = {
        .name = name,
        .replacement = number,
        .type = ext2fs_has_feature_filetype(volume->fs->super) ? type_of(mode) : 0,
    };
    errcode_t code = ext2fs_dir_iterate2(volume->fs, directory, 0, NULL, replace_entry, &search);

    return code || search.is_done ? code : EXT2_ET_FILE_NOT_FOUND;
}

/// Returns the directory above and writes the name that `directory` has there.
struct node *disk_parent(struct node *directory, char *name) {
    struct disk_node *self = disk_node(directory);
    struct volume *volume = self->volume;
    struct search search = {.number = self->number, .found = name};
    ext2_ino_t number;
    struct node *parent;

    if (self == volume->root) {
        if (name)
            strcpy(name, volume->name);
        return node_hold(volume->above);
    }
    if (name)
        *name = 0;
    if (self->is_orphan || ext2fs_lookup(volume->fs, self->number, "..", 2, NULL, &number) ||
        disk_node_get(volume, number, &parent))
        return node_hold(&volume->root->node);
    if (name)
        ext2fs_dir_iterate2(volume->fs, number, 0, NULL, find_number, &search);
    return parent;
}

/// Enters an inode into a directory, which grows if need be.
errcode_t disk_enter(struct volume *volume, ext2_ino_t directory, const char *name,
                     ext2_ino_t number, mode_t mode) {
    errcode_t code = ext2fs_link(volume->fs, directory, name, number, type_of(mode));

    if (code != EXT2_ET_DIR_NO_SPACE)
        return code;
    code = ext2fs_expand_dir(volume->fs, directory);
    return code ? code : ext2fs_link(volume->fs, directory, name, number, type_of(mode));
}

/// Notes that the entries of a directory change, and that it has `more` directories in it.
static errcode_t touch_directory(struct volume *volume, ext2_ino_t number, int more) {
    struct ext2_inode_large inode;

    if (inode_read(volume, number, &inode))
        return EIO;
    inode.i_links_count += more;
    inode_touch(&inode, CHANGE_MODIFIED);
    return inode_write(volume, number, &inode);
}

/// Makes an inode with `mode`, without a name.
static errcode_t make_inode(struct volume *volume, struct disk_node *directory,
                            const struct creation *creation, ext2_ino_t *number) {
    struct ext2_inode_large inode = {0};
    ext2_extent_handle_t handle;
    errcode_t code = ext2fs_new_inode(volume->fs, directory->number, creation->mode, NULL, number);

    if (code)
        return code;
    if (S_ISLNK(creation->mode))
        code = ext2fs_symlink(volume->fs, directory->number, *number, NULL, creation->target);
    else if (S_ISDIR(creation->mode))
        code = ext2fs_mkdir(volume->fs, directory->number, *number, NULL);
    if (!code && (S_ISLNK(creation->mode) || S_ISDIR(creation->mode))) {
        code = inode_read(volume, *number, &inode) ? EIO : 0;
    } else if (!code) {
        inode.i_links_count = 1;
        if (creation->device)
            inode.i_block[1] = creation->device;
        inode.i_extra_isize = volume->fs->super->s_want_extra_isize;
        inode.i_mode = creation->mode;
        code = ext2fs_write_new_inode(volume->fs, *number, SHORT(&inode));
        if (!code)
            ext2fs_inode_alloc_stats2(volume->fs, *number, 1, 0);
        if (!code)
            code = inode_read(volume, *number, &inode) ? EIO : 0;
        if (!code && S_ISREG(creation->mode) && ext2fs_has_feature_extents(volume->fs->super)) {
            code = ext2fs_extent_open2(volume->fs, *number, SHORT(&inode), &handle);
            if (!code)
                ext2fs_extent_free(handle);
        }
    }
    if (code)
        return code;
    inode.i_mode = creation->mode;
    inode_touch(&inode, CHANGE_ACCESSED | CHANGE_MODIFIED);
    return inode_write(volume, *number, &inode);
}

/// Makes a node and enters it into a directory.
long disk_create(struct node *directory, const struct name *name, const struct creation *creation,
                 struct node **created) {
    struct disk_node *self = disk_node(directory);
    struct volume *volume = self->volume;
    char text[EXT2_NAME_LEN + 1];
    ext2_ino_t number;
    errcode_t code;
    long problem = volume_begin_change(volume, NAME_BLOCKS);

    if (self->is_orphan)
        return -ENOENT;
    if (problem || !name_text(name, text))
        return problem ?: -ENAMETOOLONG;
    if (creation->target && strlen(creation->target) >= volume->block_size)
        return -ENAMETOOLONG;
    code = make_inode(volume, self, creation, &number);
    if (!code)
        code = disk_enter(volume, self->number, text, number, creation->mode);
    // The library has counted the ".." of a new directory.
    if (!code)
        code = touch_directory(volume, self->number, 0);
    problem = volume_end_change(volume, code);
    if (!problem && created) {
        problem = disk_node_get(volume, number, created);
        if (!problem) {
            (*created)->special = creation->special;
            (*created)->object = creation->object;
        }
    }
    return problem;
}

/// Enters `node` under a further name.
long disk_link(struct node *directory, const struct name *name, struct node *node) {
    struct disk_node *self = disk_node(directory), *linked = disk_node(node);
    struct volume *volume = self->volume;
    char text[EXT2_NAME_LEN + 1];
    struct ext2_inode_large inode;
    errcode_t code;
    long problem = volume_begin_change(volume, NAME_BLOCKS);

    if (S_ISDIR(node->mode))
        return -EPERM;
    if (linked->volume != volume)
        return -EXDEV;
    if (self->is_orphan || linked->is_orphan)
        return -ENOENT;
    if (problem || !name_text(name, text))
        return problem ?: -ENAMETOOLONG;
    problem = inode_read(volume, linked->number, &inode);
    if (problem)
        return problem;
    if (inode.i_links_count >= MOST_LINKS)
        return -EMLINK;
    code = disk_enter(volume, self->number, text, linked->number, node->mode);
    if (!code) {
        inode.i_links_count++;
        inode_touch(&inode, 0);
        code = inode_write(volume, linked->number, &inode);
    }
    if (!code)
        code = touch_directory(volume, self->number, 0);
    return volume_end_change(volume, code);
}

/// Notes that a node has lost a name.
static errcode_t lose_name(struct disk_node *node) {
    struct ext2_inode_large inode;

    if (S_ISDIR(node->node.mode))
        return inode_unlinked(node);
    if (inode_read(node->volume, node->number, &inode))
        return EIO;
    if (inode.i_links_count <= 1)
        return inode_unlinked(node);
    inode.i_links_count--;
    inode_touch(&inode, 0);
    return inode_write(node->volume, node->number, &inode);
}

/// Removes `name`, which is `node`.
long disk_remove(struct node *directory, const struct name *name, struct node *node) {
    struct disk_node *self = disk_node(directory), *removed = disk_node(node);
    struct volume *volume = self->volume;
    char text[EXT2_NAME_LEN + 1];
    errcode_t code;
    long problem = volume_begin_change(volume, 0);

    if (node->operations != directory->operations)
        return -EBUSY;
    if (problem || !name_text(name, text))
        return problem ?: -ENAMETOOLONG;
    if (S_ISDIR(node->mode) && !disk_is_empty(volume, removed->number))
        return -ENOTEMPTY;
    code = ext2fs_unlink(volume->fs, self->number, text, 0, 0);
    if (!code)
        code = lose_name(removed);
    if (!code)
        code = touch_directory(volume, self->number, S_ISDIR(node->mode) ? -1 : 0);
    return volume_end_change(volume, code);
}

/// Notes that `node` stands in `to` now, no more in `from`.
static errcode_t settle(struct disk_node *node, struct disk_node *from, struct disk_node *to) {
    struct ext2_inode_large inode;
    errcode_t code;

    if (inode_read(node->volume, node->number, &inode))
        return EIO;
    inode_touch(&inode, 0);
    code = inode_write(node->volume, node->number, &inode);
    if (code || from == to || !S_ISDIR(node->node.mode))
        return code;
    code = replace(node->volume, node->number, "..", to->number, S_IFDIR);
    if (!code)
        code = touch_directory(node->volume, from->number, -1);
    return code ? code : touch_directory(node->volume, to->number, 1);
}

/// Moves a name, over another or in exchange for it.
long disk_rename(struct node *directory, const struct name *name, struct node *node,
                 struct node *new_directory, const struct name *new_name, struct node *replaced,
                 int exchange) {
    struct disk_node *from = disk_node(directory), *to = disk_node(new_directory);
    struct disk_node *moved = disk_node(node), *other = replaced ? disk_node(replaced) : NULL;
    struct volume *volume = from->volume;
    char text[EXT2_NAME_LEN + 1], new_text[EXT2_NAME_LEN + 1];
    errcode_t code;
    long problem = volume_begin_change(volume, NAME_BLOCKS);

    if (to->volume != volume)
        return -EXDEV;
    if (to->is_orphan)
        return -ENOENT;
    if (problem || !name_text(name, text) || !name_text(new_name, new_text))
        return problem ?: -ENAMETOOLONG;
    if (other && !exchange && S_ISDIR(replaced->mode) && !disk_is_empty(volume, other->number))
        return -ENOTEMPTY;
    if (other)
        code = replace(volume, to->number, new_text, moved->number, node->mode);
    else
        code = disk_enter(volume, to->number, new_text, moved->number, node->mode);
    if (!code && exchange)
        code = replace(volume, from->number, text, other->number, replaced->mode);
    else if (!code)
        code = ext2fs_unlink(volume->fs, from->number, text, 0, 0);
    if (!code)
        code = settle(moved, from, to);
    if (!code && exchange)
        code = settle(other, to, from);
    if (!code && other && !exchange)
        code = lose_name(other);
    if (!code)
        code = touch_directory(volume, from->number, 0);
    if (!code)
        code = touch_directory(volume, to->number,
                               other && !exchange && S_ISDIR(replaced->mode) ? -1 : 0);
    return volume_end_change(volume, code);
}
