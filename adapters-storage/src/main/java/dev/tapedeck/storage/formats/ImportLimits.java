package dev.tapedeck.storage.formats;

/**
 * How much of a file is read before it is refused. Nothing is read as a whole but one record at a time, so these
 * figures, not the size of the file, say how much memory an import takes.
 *
 * @param file bytes of a file once unpacked
 * @param yaml bytes of a YAML file, which cost more time than those of other files
 * @param line characters of one line of a YAML file
 * @param text characters of one string
 * @param body bytes of one body once its content coding is taken off
 * @param record characters in all strings of one record together with what other records refer to; each value counts
 *     for {@value #VALUE} more
 * @param ratio how many times larger than its packed form a file or body of over a mebibyte may be
 * @param aliases how often a YAML file may refer to a list or mapping that stands elsewhere in it
 * @param yamlDepth how many lists and mappings may stand inside each other in YAML
 * @param jsonDepth the same for JSON
 */
public record ImportLimits(
        long file,
        long yaml,
        int line,
        int text,
        int body,
        int record,
        int ratio,
        int aliases,
        int yamlDepth,
        int jsonDepth) {
    private static final int MEBI = 1 << 20;

    /** What a value costs beside its text. */
    static final int VALUE = 64;

    /** Within these, no file takes more than 64 MB of memory. */
    public static final ImportLimits DEFAULT =
            new ImportLimits(256L * MEBI, 12 * MEBI, 5 * MEBI, 6 * MEBI, 16 * MEBI, 24 * MEBI, 100, 50, 100, 200);

    /** These, for files of another size. */
    public ImportLimits withFile(long most) {
        return new ImportLimits(most, yaml, line, text, body, record, ratio, aliases, yamlDepth, jsonDepth);
    }

    /** What may come out of that many packed bytes. */
    long unpacked(long packed, long most) {
        return Math.min(most, Math.max(MEBI, packed * ratio));
    }
}
