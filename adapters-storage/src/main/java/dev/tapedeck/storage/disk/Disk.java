package dev.tapedeck.storage.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The steps by which files change: each is one that a crash or a full disk may come before or after. */
public interface Disk {
    /** Writes all the bytes that remain, beginning at that position of the file. */
    void write(FileChannel file, ByteBuffer bytes, long at) throws IOException;

    /** Makes what was written to a file durable. */
    void force(FileChannel file) throws IOException;

    /** Gives a file another name in one step, in place of a file that has it. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file, if it is there. */
    void delete(Path file) throws IOException;

    /** Makes durable which files a folder holds. */
    void forceFolder(Path folder) throws IOException;
}
