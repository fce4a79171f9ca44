// Inodes: their times, their end, and the list of those that have no names but are in use, which a
// mount after a power cut frees.

#include <errno.h>
#include <string.h>
#include <sys/statfs.h>

#include "files/ext4/ext4.h"
#include "memory/blocks.h"
#include "time/clock.h"

/// The bits of an extra time field that extend the seconds.
enum { EPOCH_BITS = 2 };

/// Reads an inode.
long inode_read(struct volume *volume, ext2_ino_t number, struct ext2_inode_large *inode) {
    return disk_problem(ext2fs_read_inode_full(volume->fs, number, SHORT(inode), sizeof *inode));
}

/// Writes an inode.
errcode_t inode_write(struct volume *volume, ext2_ino_t number, struct ext2_inode_large *inode) {
    return ext2fs_write_inode_full(volume->fs, number, SHORT(inode), sizeof *inode);
}

/// Returns the extra field of a time.
static uint32_t extra_of(const struct timespec *time) {
    return (uint32_t)time->tv_nsec << EPOCH_BITS |
           ((time->tv_sec - (int32_t)time->tv_sec) >> 32 & 3);
}

/// Sets the times in `which` to now.
void inode_touch(struct ext2_inode_large *inode, unsigned which) {
    struct timespec now;

    clock_read_realtime(&now);
    if (which & CHANGE_ACCESSED) {
        inode->i_atime = now.tv_sec;
        inode->i_atime_extra = extra_of(&now);
    }
    if (which & CHANGE_MODIFIED) {
        inode->i_mtime = now.tv_sec;
        inode->i_mtime_extra = extra_of(&now);
    }
    inode->i_ctime = now.tv_sec;
    inode->i_ctime_extra = extra_of(&now);
}

/// Returns the time that an inode keeps in two fields.
static struct timespec time_of(uint32_t seconds, uint32_t extra) {
    return (struct timespec){(int32_t)seconds + ((long)(extra & 3) << 32), extra >> EPOCH_BITS};
}

/// Takes away the blocks of an inode from `first` to `last`. The library, as it is, takes the
/// disk's last block for one behind the end when it frees it; so it is told of one more.
errcode_t inode_punch(struct volume *volume, ext2_ino_t number, struct ext2_inode_large *inode,
                      uint64_t first, uint64_t last) {
    errcode_t code;

    volume->fs->super->s_blocks_count++;
    code = ext2fs_punch(volume->fs, number, SHORT(inode), NULL, first, last);
    volume->fs->super->s_blocks_count--;
    return code;
}

/// Frees an inode without names, with its blocks.
static errcode_t free_inode(struct volume *volume, ext2_ino_t number,
                            struct ext2_inode_large *inode) {
    int is_directory = LINUX_S_ISDIR(inode->i_mode);
    errcode_t code = 0;
    struct timespec now;

    if (ext2fs_inode_has_valid_blocks2(volume->fs, SHORT(inode)))
        code = inode_punch(volume, number, inode, 0, ~0ULL);
    if (!code)
        code = ext2fs_free_ext_attr(volume->fs, number, inode);
    if (code)
        return code;
    clock_read_realtime(&now);
    inode->i_links_count = 0;
    inode->i_dtime = now.tv_sec ? now.tv_sec : 1;
    ext2fs_inode_size_set(volume->fs, SHORT(inode), 0);
    ext2fs_inode_alloc_stats2(volume->fs, number, -1, is_directory);
    return inode_write(volume, number, inode);
}

/// Deals with an inode that has lost its last name: frees it, or lets it live as long as someone
/// has it open.
errcode_t inode_unlinked(struct disk_node *node) {
    struct volume *volume = node->volume;
    struct ext2_inode_large inode;

    if (inode_read(volume, node->number, &inode))
        return EIO;
    inode.i_links_count = 0;
    inode.i_dtime = volume->fs->super->s_last_orphan;
    volume->fs->super->s_last_orphan = node->number;
    ext2fs_mark_super_dirty(volume->fs);
    node->is_orphan = 1;
    inode_touch(&inode, 0);
    return inode_write(volume, node->number, &inode);
}

/// Takes the inode `number`, whose successor is `next`, out of the list of those without names.
static errcode_t leave_list(struct volume *volume, ext2_ino_t number, ext2_ino_t next) {
    ext2_ino_t at = volume->fs->super->s_last_orphan;
    struct ext2_inode_large inode;

    if (at == number) {
        volume->fs->super->s_last_orphan = next;
        ext2fs_mark_super_dirty(volume->fs);
        return 0;
    }
    while (at) {
        if (inode_read(volume, at, &inode))
            return EIO;
        if (inode.i_dtime == number) {
            inode.i_dtime = next;
            return inode_write(volume, at, &inode);
        }
        at = inode.i_dtime;
    }
    return EIO;
}

/// Frees the inode of a node that has neither names nor users.
static void end_orphan(struct disk_node *node) {
    struct volume *volume = node->volume;
    struct ext2_inode_large inode;
    errcode_t code;

    if (volume->is_failed)
        return;
    code = inode_read(volume, node->number, &inode) ? EIO : 0;
    if (!code)
        code = leave_list(volume, node->number, inode.i_dtime);
    if (!code)
        code = free_inode(volume, node->number, &inode);
    volume_end_change(volume, code);
}

/// Frees the inodes that were in use when the power was cut.
errcode_t inode_orphans_end(struct volume *volume) {
    struct ext2_super_block *super = volume->fs->super;
    struct ext2_inode_large inode;
    errcode_t code = 0;

    while (!code && super->s_last_orphan) {
        ext2_ino_t number = super->s_last_orphan;

        if (number > super->s_inodes_count || inode_read(volume, number, &inode))
            return EIO;
        super->s_last_orphan = inode.i_dtime;
        ext2fs_mark_super_dirty(volume->fs);
        if (inode.i_links_count) {
            // It still has names: a truncation was cut short, which did no harm.
            inode.i_dtime = 0;
            code = inode_write(volume, number, &inode);
        } else {
            code = free_inode(volume, number, &inode);
        }
    }
    return code;
}

/// Describes a node.
static long status(struct node *node, struct stat *status) {
    struct disk_node *self = disk_node(node);
    struct ext2_inode_large inode;
    long problem = inode_read(self->volume, self->number, &inode);

    if (problem)
        return problem;
    *status = (struct stat){
        .st_dev = 2,
        .st_ino = self->number,
        .st_nlink = inode.i_links_count,
        .st_mode = inode.i_mode,
        .st_uid = inode_uid(inode),
        .st_gid = inode_gid(inode),
        .st_size = EXT2_I_SIZE(&inode),
        .st_blksize = self->volume->block_size,
        .st_blocks = ext2fs_get_stat_i_blocks(self->volume->fs, SHORT(&inode)),
        .st_atim = time_of(inode.i_atime, inode.i_atime_extra),
        .st_mtim = time_of(inode.i_mtime, inode.i_mtime_extra),
        .st_ctim = time_of(inode.i_ctime, inode.i_ctime_extra),
    };
    for (struct volume *other = self->volume->next; other; other = other->next)
        status->st_dev++;
    if (S_ISCHR(inode.i_mode) || S_ISBLK(inode.i_mode))
        status->st_rdev = inode.i_block[0] ? inode.i_block[0] : inode.i_block[1];
    return 0;
}

/// Sets attributes of a node.
static long change(struct node *node, const struct change *change) {
    struct disk_node *self = disk_node(node);
    struct ext2_inode_large inode;
    long problem = volume_begin_change(self->volume, 0);

    if (!problem)
        problem = inode_read(self->volume, self->number, &inode);
    if (problem)
        return problem;
    inode_touch(&inode, 0);
    if (change->which & CHANGE_MODE)
        node->mode = inode.i_mode = (inode.i_mode & S_IFMT) | (change->mode & 07777);
    if (change->which & CHANGE_USER) {
        inode.i_uid = change->user;
        ext2fs_set_i_uid_high(inode, change->user >> 16);
    }
    if (change->which & CHANGE_GROUP) {
        inode.i_gid = change->group;
        ext2fs_set_i_gid_high(inode, change->group >> 16);
    }
    if (change->which & CHANGE_ACCESSED) {
        inode.i_atime = change->accessed.tv_sec;
        inode.i_atime_extra = extra_of(&change->accessed);
    }
    if (change->which & CHANGE_MODIFIED) {
        inode.i_mtime = change->modified.tv_sec;
        inode.i_mtime_extra = extra_of(&change->modified);
    }
    return volume_end_change(self->volume, inode_write(self->volume, self->number, &inode));
}

/// Returns the text of a symbolic link.
static const char *target(struct node *link) {
    return disk_node(link)->target ?: "";
}

/// Gives a file that is being opened its operations.
static long open_node(struct node *node, struct file *file) {
    if (S_ISREG(node->mode))
        file->operations = &disk_regular_operations;
    else if (S_ISDIR(node->mode))
        file->operations = &disk_directory_operations;
    else
        return node->special ? node->special(node, file) : -ENXIO;
    return 0;
}

/// Describes the file system.
static void usage(struct node *node, struct statfs *usage) {
    struct volume *volume = disk_node(node)->volume;
    struct ext2_super_block *super = volume->fs->super;

    *usage = (struct statfs){
        .f_type = 0xef53,
        .f_bsize = volume->block_size,
        .f_frsize = volume->block_size,
        .f_blocks = ext2fs_blocks_count(super),
        .f_bfree = ext2fs_free_blocks_count(super),
        .f_bavail = ext2fs_free_blocks_count(super),
        .f_files = super->s_inodes_count,
        .f_ffree = super->s_free_inodes_count,
        .f_namelen = EXT2_NAME_LEN,
        .f_flags = 0x420, // valid, no access times
    };
}

/// Forgets a node that nobody uses any more.
static void destroy(struct node *node) {
    struct disk_node *self = disk_node(node), **link = &self->volume->nodes;

    if (self->is_orphan)
        end_orphan(self);
    else if (self->mapped.root)
        disk_write_mapped(self);
    content_free(&self->mapped);
    while (*link != self)
        link = &(*link)->next;
    *link = self->next;
    if (self->target)
        block_free(self->target, strlen(self->target) + 1);
    block_free(self, sizeof *self);
}

const struct node_operations disk_node_operations = {
    .lookup = disk_lookup,
    .parent = disk_parent,
    .create = disk_create,
    .link = disk_link,
    .remove = disk_remove,
    .rename = disk_rename,
    .target = target,
    .status = status,
    .change = change,
    .resize = disk_resize,
    .reserve = disk_reserve,
    .open = open_node,
    .usage = usage,
    .destroy = destroy,
};

/// Reads the text of a symbolic link.
static long read_target(struct disk_node *node, struct ext2_inode_large *inode) {
    size_t size = EXT2_I_SIZE(inode);
    long done;

    if (size >= PATH_LIMIT)
        return -EIO;
    node->target = block_allocate_zeroed(size + 1);
    if (!node->target)
        return -ENOMEM;
    if (ext2fs_is_fast_symlink(SHORT(inode))) {
        memcpy(node->target, inode->i_block, size);
        return 0;
    }
    done = disk_read(node, 0, node->target, size);
    return done < 0 ? done : 0;
}

/// Returns the node of an inode, with a use of it for the caller.
long disk_node_get(struct volume *volume, ext2_ino_t number, struct node **found) {
    struct disk_node *node = volume->nodes;
    struct ext2_inode_large inode;
    long problem;

    while (node && node->number != number)
        node = node->next;
    if (node) {
        *found = node_hold(&node->node);
        return 0;
    }
    problem = inode_read(volume, number, &inode);
    if (problem)
        return problem;
    node = block_allocate_zeroed(sizeof *node);
    if (!node)
        return -ENOMEM;
    node->node.operations = &disk_node_operations;
    node->node.references = 1;
    node->node.mode = inode.i_mode;
    node->volume = volume;
    node->number = number;
    node->next = volume->nodes;
    volume->nodes = node;
    if (LINUX_S_ISLNK(inode.i_mode))
        problem = read_target(node, &inode);
    if (problem)
        node_release(&node->node);
    else
        *found = &node->node;
    return problem;
}
