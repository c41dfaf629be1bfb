package dev.tapedeck.storage.file;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record of a journal. On disk it is framed: the length of what follows the frame's head and its CRC-32C (RFC 3720,
 * B.4), four bytes each, then kind, flags, number and body.
 *
 * @param more whether it counts only together with the record after it
 * @param number the interaction it is about; for a head whether the document counts
 * @param body what is said of it, as the document's codec writes it
 */
record JournalRecord(Kind kind, boolean more, int number, byte[] body) {
    /** Length and checksum. */
    static final int FRAME = 8;
    /** Kind, flags and number. */
    static final int PREFIX = 6;

    /** Where the body begins. */
    static final int BODY_AT = FRAME + PREFIX;

    private static final byte MORE = 1;

    /** What a record says. The order is part of the format. */
    enum Kind {
        /** the first one: what the journal builds on */
        HEAD,
        /** an interaction was begun */
        TICKET,
        /** it ended */
        ENDING,
        /** it was removed */
        REMOVAL,
        /** the whole cassette was deleted */
        DELETED
    }

    static JournalRecord of(Kind kind, int number, byte[] body) {
        return new JournalRecord(kind, false, number, body);
    }

    JournalRecord beforeOthers() {
        return new JournalRecord(kind, true, number, body);
    }

    JournalRecord last() {
        return new JournalRecord(kind, false, number, body);
    }

    /** How many bytes it takes in the journal. */
    int size() {
        return BODY_AT + body.length;
    }

    /** What stands before the body. */
    ByteBuffer head() {
        ByteBuffer head = ByteBuffer.allocate(BODY_AT)
                .putInt(PREFIX + body.length)
                .putInt(0)
                .put((byte) kind.ordinal())
                .put(more ? MORE : 0)
                .putInt(number)
                .flip();
        CRC32C checksum = new CRC32C();
        checksum.update(head.array(), FRAME, PREFIX);
        checksum.update(body);
        return head.putInt(Integer.BYTES, (int) checksum.getValue());
    }

    /** The record in these bytes behind the frame's head, if they are what was written. */
    static Optional<JournalRecord> read(byte[] framed, int checksum) {
        CRC32C found = new CRC32C();
        found.update(framed);
        ByteBuffer bytes = ByteBuffer.wrap(framed);
        if ((int) found.getValue() != checksum || framed.length < PREFIX) {
            return Optional.empty();
        }
        byte code = bytes.get();
        if (code < 0 || code >= Kind.values().length) {
            return Optional.empty();
        }
        Kind kind = Kind.values()[code];
        boolean more = bytes.get() == MORE;
        int number = bytes.getInt();
        byte[] body = new byte[bytes.remaining()];
        bytes.get(body);
        return Optional.of(new JournalRecord(kind, more, number, body));
    }
}
