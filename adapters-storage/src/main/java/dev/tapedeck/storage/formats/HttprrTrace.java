package dev.tapedeck.storage.formats;

import dev.tapedeck.transfer.RecordedExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trace of Go's httprr: a line with two lengths before each pair of raw messages. The messages' own lines end with
 * CR LF, those of the trace with LF alone.
 */
final class HttprrTrace {
    static final String FIRST_LINE = "httprr trace v1";

    private static final Pattern LENGTHS = Pattern.compile("([0-9]{1,9}) ([0-9]{1,9})");
    private static final Pattern REQUEST_LINE = Pattern.compile("(\\S+) (.+) HTTP/\\S+");
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\S+ ([0-9]{3})(?: .*)?");
    private static final int LONGEST_LINE = 200;

    private final InputStream in;
    private final ImportLimits limits;
    private final Intake intake;

    HttprrTrace(InputStream in, ImportLimits limits, Intake intake) {
        this.in = in;
        this.limits = limits;
        this.intake = intake;
    }

    void read() throws IOException {
        if (!FIRST_LINE.equals(line().orElse(""))) {
            throw new Refusal("line 1", "This version of httprr is not read; version 1 is.");
        }
        int number = 1;
        for (Optional<String> lengths = line(); lengths.isPresent(); lengths = line()) {
            exchange("interaction " + number++, lengths.get());
        }
    }

    private void exchange(String place, String line) throws IOException {
        Matcher lengths = LENGTHS.matcher(line);
        if (!lengths.matches()) {
            throw new Refusal(place, "The lengths of a request and a response are expected here. Is the file whole?");
        }
        HttpMessage request = message(place + ", request", lengths.group(1));
        HttpMessage response = message(place + ", response", lengths.group(2));
        Matcher asked = REQUEST_LINE.matcher(request.startLine());
        Matcher answered = STATUS_LINE.matcher(response.startLine());
        if (!asked.matches() || !answered.matches()) {
            throw new Refusal(place, "A request line and a status line of HTTP are expected here.");
        }
        intake.exchange(new RecordedExchange(
                place,
                asked.group(1),
                asked.group(2),
                request.headers(),
                request.body(),
                Integer.parseInt(answered.group(1)),
                response.headers(),
                response.body(),
                Optional.empty(),
                0));
    }

    private HttpMessage message(String place, String length) throws IOException {
        int wanted = Integer.parseInt(length);
        if (wanted > limits.body()) {
            throw new Refusal(place, "This message is larger than is read. Take this record out of the file.");
        }
        byte[] bytes = in.readNBytes(wanted);
        if (bytes.length < wanted) {
            throw new Refusal(place, "The file ends in the middle of this message. Record it anew.");
        }
        return HttpMessage.parsed(place, bytes);
    }

    /** The next line without its end, or nothing at the end of the file. */
    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return line.size() == 0 ? Optional.empty() : Optional.of(text(line));
            }
            if (line.size() == LONGEST_LINE) {
                throw new Refusal(
                        "", "A line with the lengths of two messages is expected, but there is a longer one.");
            }
            line.write(octet);
        }
        return Optional.of(text(line));
    }

    private static String text(ByteArrayOutputStream line) {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
