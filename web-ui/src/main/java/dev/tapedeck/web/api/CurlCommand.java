package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a recorded request as a command for a POSIX shell. It has no key: the gateway or the reader adds it. */
public final class CurlCommand {
    /** Linux takes at most 128 KiB in one argument. */
    private static final int LONGEST_ARGUMENT = 100_000;

    private CurlCommand() {}

    /**
     * The command, with a newline at its end.
     *
     * @param url where the request goes
     * @param bodyUrl where the recorded body can be fetched, for one that fits into no argument
     */
    public static String of(ProviderRequest request, String url, String bodyUrl) {
        Optional<String> argument = argument(request.body());
        boolean piped = !request.body().isEmpty() && argument.isEmpty();
        List<String> words = new ArrayList<>();
        words.add((piped ? "curl -s %s | ".formatted(quoted(bodyUrl)) : "") + "curl " + method(request));
        words.add("--globoff " + quoted(url));
        for (Headers.Field field : request.headers().fields()) {
            words.add("-H " + quoted(field.name() + ": " + field.value()));
        }
        argument.map(body -> "--data-raw " + quoted(body)).ifPresent(words::add);
        if (piped) {
            words.add("--data-binary @-");
        }
        return String.join(" \\\n  ", words) + "\n";
    }

    private static String method(ProviderRequest request) {
        return request.method().equals("HEAD") ? "--head" : "-X " + quoted(request.method());
    }

    /** The body, if it can stand in a command. */
    private static Optional<String> argument(Bytes body) {
        return body.isEmpty() || body.length() > LONGEST_ARGUMENT
                ? Optional.empty()
                : body.validText().filter(text -> text.indexOf('\0') < 0);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
