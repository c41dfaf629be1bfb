package dev.tapedeck.build;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * By what a request to start a build is known when it is sent again, so that it starts only one.
 *
 * @param text the caller's own name for the request: 1 to 255 visible ASCII characters
 * @param asked what it asked for, as a SHA-256 in lower-case hex digits
 */
public record StartKey(String text, String asked) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public StartKey {
        if (!isKey(text)) {
            throw new IllegalArgumentException("A key must be 1 to 255 visible ASCII characters.");
        }
    }

    /** Whether this may be a caller's name for a request. */
    public static boolean isKey(String text) {
        return FORM.matcher(text).matches();
    }

    static StartKey of(String text, PipelineName pipeline, BuildOptions options) {
        return new StartKey(
                text,
                Digests.of(List.of(
                        pipeline.value(),
                        options.cassette().map(CassetteName::value).orElse(""),
                        options.mode().id(),
                        String.valueOf(options.batches()),
                        String.valueOf(options.cache()),
                        options.maxCost()
                                .map(most -> String.valueOf(most.nanos()))
                                .orElse(""),
                        options.maxWait().map(Duration::toString).orElse(""))));
    }
}
