package dev.tapedeck.storage.database;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.redaction.Finding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How values with parts stand in one column. Everything comes back as it was. */
final class Columns {
    private static final int CHUNK = Integer.BYTES + Long.BYTES;

    private Columns() {}

    /** Text as every engine takes it: without the one character that PostgreSQL refuses. */
    static String plain(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** Names and values in turn. */
    static String of(Headers headers) {
        return texts(headers.fields().stream()
                .flatMap(field -> Stream.of(field.name(), field.value()))
                .toList());
    }

    static Headers headers(String column) {
        return Headers.of(texts(column).toArray(String[]::new));
    }

    /** Rules and locations in turn. */
    static String of(List<Finding> findings) {
        return texts(findings.stream()
                .flatMap(finding -> Stream.of(finding.rule(), finding.location()))
                .toList());
    }

    static List<Finding> findings(String column) {
        List<String> texts = texts(column);
        return IntStream.range(0, texts.size() / 2)
                .mapToObj(at -> new Finding(texts.get(2 * at), texts.get(2 * at + 1)))
                .toList();
    }

    private static String texts(List<String> texts) {
        return JsonColumn.write(json -> JsonColumn.writeTexts(json, texts));
    }

    private static List<String> texts(String column) {
        return JsonColumn.read(column, JsonColumn::readTexts);
    }

    /** Where the chunks of a body end and when they came: length and milliseconds of each. */
    static byte[] layout(List<Chunk> chunks) {
        ByteBuffer layout = ByteBuffer.allocate(chunks.size() * CHUNK);
        chunks.forEach(chunk -> layout.putInt(chunk.bytes().length()).putLong(chunk.afterMillis()));
        return layout.array();
    }

    static List<Chunk> chunks(byte[] layout, byte[] body) {
        Bytes all = Bytes.wrap(body);
        ByteBuffer rest = ByteBuffer.wrap(layout);
        List<Chunk> chunks = new ArrayList<>(layout.length / CHUNK);
        for (int from = 0; rest.hasRemaining(); ) {
            int to = from + rest.getInt();
            chunks.add(new Chunk(rest.getLong(), all.slice(from, to)));
            from = to;
        }
        return chunks;
    }
}
