package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import dev.tapedeck.storage.formats.Unpacker.Unpacked;
import dev.tapedeck.transfer.ImportSink;
import dev.tapedeck.transfer.RecordedExchange;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Where every exchange that a foreign file holds goes through on its way in: checked, unpacked, handed on. */
final class Intake {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final Set<String> FRAMING = Set.of("content-encoding", "transfer-encoding", "content-length");
    private static final int MOST_NOTES = 10_000;
    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_URL = 64 << 10;
    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 999;

    private final ImportSink sink;
    private final Unpacker unpacker;
    private int notes;
    private Optional<Lacking> lacking = Optional.empty();

    /** A record that lacks something, and is skipped if another one follows. */
    private record Lacking(String place, String fault) {}

    Intake(ImportSink sink, ImportLimits limits) {
        this.sink = sink;
        this.unpacker = new Unpacker(limits);
    }

    void skipped(String place, String reason) {
        goOn();
        note(place);
        sink.skipped(place, reason);
    }

    /**
     * A record lacks what it must have: it is skipped; but the last one of a file shows that the file was cut off.
     *
     * @param fault what it lacks, as a sentence
     */
    void lacking(String place, String fault) {
        goOn();
        lacking = Optional.of(new Lacking(place, fault));
    }

    /** There is another record after what came before. */
    private void goOn() {
        Optional<Lacking> before = lacking;
        lacking = Optional.empty();
        before.ifPresent(record -> skipped(record.place(), record.fault()));
    }

    /** There is no other record. */
    void end() {
        lacking.ifPresent(last -> {
            throw cutOff(last.place(), last.fault());
        });
    }

    static Refusal cutOff(String place, String fault) {
        return new Refusal(
                place,
                fault
                        + " It is the last record: the file was probably cut off there. Record or save it anew, or take this record out.");
    }

    void warning(String place, String message) {
        note(place);
        sink.warning(place, message);
    }

    private void note(String place) {
        if (++notes > MOST_NOTES) {
            throw new Refusal(
                    place, "Over %,d records before this one can't be brought in as they are.".formatted(MOST_NOTES));
        }
    }

    /** @param stored the exchange with the headers and bodies as they stand in the file */
    void exchange(RecordedExchange stored) {
        goOn();
        String place = stored.place();
        sink.exchange(new RecordedExchange(
                place,
                method(place, stored.method()),
                url(place, stored.url()),
                cleaned(place, stored.requestHeaders()),
                unpacked(place + ", request/body", stored.requestBody(), stored.requestHeaders()),
                status(place, stored.status()),
                cleaned(place, stored.responseHeaders()),
                unpacked(place + ", response/body", stored.responseBody(), stored.responseHeaders()),
                stored.recordedAt(),
                stored.durationMillis()));
    }

    /** The same for one that is yet to be read, and is skipped if it can't be. */
    void exchange(Supplier<RecordedExchange> reading) {
        try {
            exchange(reading.get());
        } catch (Refusal refusal) {
            if (!refusal.isOfOneRecord()) {
                throw refusal;
            }
            skipped(refusal.place(), refusal.message());
        }
    }

    private static String method(String place, String method) {
        if (method.length() > LONGEST_METHOD || !TOKEN.matcher(method).matches()) {
            throw new Refusal(place + ", request/method", "An HTTP method, such as POST, is expected here.");
        }
        return method.toUpperCase(Locale.ROOT);
    }

    private static String url(String place, String url) {
        if (url.isBlank() || url.length() > LONGEST_URL || CONTROL.matcher(url).find()) {
            throw new Refusal(place + ", request/url", "A URL is expected here.");
        }
        return url;
    }

    private static int status(String place, int status) {
        if (status < MIN_STATUS || status > MAX_STATUS) {
            throw new Refusal(place + ", response/status", "An HTTP status from 100 to 999 is expected here.");
        }
        return status;
    }

    /** Without those that only frame the body as it was sent, and without what is no header. */
    private Headers cleaned(String place, Headers headers) {
        Headers sound = headers.without(field -> !isSound(field));
        boolean dropped = headers.fields().stream().anyMatch(field -> !isSound(field) && !isPseudo(field));
        if (dropped) {
            warning(place, "Header fields whose names or values can't be sent were left out.");
        }
        return sound.without(field -> FRAMING.contains(field.name().toLowerCase(Locale.ROOT)));
    }

    private static boolean isSound(Field field) {
        return TOKEN.matcher(field.name()).matches()
                && !CONTROL.matcher(field.value()).find();
    }

    /** HTTP/2 carries method and path as fields of such names; browsers show them. */
    private static boolean isPseudo(Field field) {
        return field.name().startsWith(":");
    }

    private Bytes unpacked(String place, Bytes stored, Headers headers) {
        Unpacked unpacked = unpacker.unpack(place, stored, headers);
        if (!unpacked.asSaid()) {
            warning(place, "This body looks compressed but can't be unpacked; it is kept as stored.");
        }
        return unpacked.body();
    }
}
