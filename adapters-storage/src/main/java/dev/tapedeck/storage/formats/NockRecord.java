package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.transfer.RecordedExchange;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One call of a nock recording. JSON bodies stand there parsed, binary ones as hex, packed answers as a list of hex. */
record NockRecord(At record) {
    private static final Pattern DEFAULT_PORT =
            Pattern.compile("^(http(?=://[^/]*:80$)|https(?=://[^/]*:443$))(.*):\\d+$");

    /** Whether a record of a list looks like one of nock's. */
    static boolean matches(At record) {
        return record.has("scope");
    }

    /** What a record must have but hasn't, as a sentence. */
    Optional<String> lacks() {
        return Stream.of("method", "path", "status")
                .filter(member -> !record.has(member))
                .findFirst()
                .map("It has no '%s'."::formatted);
    }

    RecordedExchange exchange() {
        String scope = record.member("scope").text();
        String headers = record.has("rawHeaders") ? "rawHeaders" : "headers";
        return new RecordedExchange(
                record.place(),
                record.member("method").text(),
                DEFAULT_PORT.matcher(scope).replaceFirst("$1$2")
                        + record.member("path").text(),
                HeaderReading.of(record.member("reqheaders")),
                body(record.member("body"), false, false),
                record.member("status").number().orElse(0),
                HeaderReading.of(record.member(headers)),
                body(
                        record.member("response"),
                        record.member("responseIsBinary").isTrue(),
                        HeaderReading.of(record.member(headers))
                                .first("content-encoding")
                                .isPresent()),
                Optional.empty(),
                0);
    }

    private static Bytes body(At body, boolean binary, boolean packed) {
        return switch (body.value()) {
            case Value.Text text when body.isNothing() -> Bytes.EMPTY;
            case Value.Text text when binary -> Hex.bytes(body);
            case Value.Text text -> body.bytes();
            case Value.Items items
            when packed && areHex(items) ->
                Bytes.concat(body.elements().stream().map(Hex::bytes).toList());
            case Value parsed -> JsonText.COMPACT.of(parsed);
        };
    }

    private static boolean areHex(Value.Items items) {
        return !items.values().isEmpty()
                && items.values().stream()
                        .allMatch(item -> item instanceof Value.Text(String text, Value.Form form)
                                && form == Value.Form.STRING
                                && !text.isEmpty()
                                && Hex.isHex(text));
    }
}
